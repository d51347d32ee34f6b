//go:build !windows || gles

package main

// substitute is for Windows, where another program draws without OpenGL.
func substitute([]string) (started bool, err error) { return false, nil }
