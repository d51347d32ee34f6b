package crash

import (
	"path"
	"regexp"
	"strings"
)

// What may stand in a report. Everything else that the runtime writes is left out: values of panics, arguments, registers, folders.
var (
	kind     = regexp.MustCompile(`^[a-z][a-z0-9.]{0,31}$`)
	runtimes = regexp.MustCompile(`^(?:runtime error: (?:index out of range|slice bounds out of range|invalid memory address or nil pointer dereference|` +
		`integer divide by zero|makeslice: (?:len|cap) out of range|hash of unhashable type|slice length too short|negative shift amount)|` +
		`assignment to entry in nil map|close of (?:closed|nil) channel|send on closed channel|sync: .{1,60}$)`)
	signal    = regexp.MustCompile(`^\[?(?:signal )?(SIG[A-Z]+): [a-z ]+`)
	exception = regexp.MustCompile(`^(?:\[signal|Exception) (0x[0-9a-f]{8})\b`) // of Windows
	threads   = regexp.MustCompile(`^goroutine \d+ .*\[([a-z ().,\d]+)\]:$`)
	function  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./@%~()*\[\]{}…,?: -]*$`)
	placeLine = regexp.MustCompile(`^\t(.+\.(?:go|s|c|cpp|h|cgo1\.go)):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=.*)?$`)
)

// scrub keeps of what the runtime writes the kind of end and the stacks: names of functions, files of the program by their last folder, lines.
func scrub(text string) string {
	var out strings.Builder
	say := func(line string) { out.WriteString(line + "\n") }
	stack := false // below a goroutine's head
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case threads.MatchString(line):
			stack = true
			say("\ngoroutine [" + threads.FindStringSubmatch(line)[1] + "]")
		case !stack:
			if end := ending(line); end != "" {
				say(end)
			}
		case placeLine.MatchString(line):
			m := placeLine.FindStringSubmatch(line)
			say("\t" + short(m[1]) + ":" + m[2])
		case function.MatchString(line) && strings.Contains(line, "."):
			say(named(line))
		}
	}
	return out.String()
}

// named is the function of a line of a stack, without what it was called with.
func named(line string) string {
	if at := strings.LastIndex(line, "("); at > 0 && strings.HasSuffix(line, ")") {
		return line[:at]
	}
	return line
}

// ending is a line that says how the program ended, without what a value says; empty: it says nothing of that, or only that.
func ending(line string) string {
	if value, ok := strings.CutPrefix(line, "panic: "); ok {
		if m := runtimes.FindString(value); m != "" {
			return "panic: " + m
		}
		return "panic: (its value is not recorded)"
	}
	if what, ok := strings.CutPrefix(line, "fatal error: "); ok {
		return "fatal error: " + fatal(what)
	}
	if m := signal.FindString(line); m != "" {
		return strings.TrimPrefix(m, "[signal ")
	}
	if m := exception.FindStringSubmatch(line); m != nil {
		return "exception " + m[1]
	}
	if line == "signal arrived during cgo execution" {
		return line
	}
	return ""
}

// fatals are the runtime's own words, which hold no value.
var fatals = regexp.MustCompile(`^[a-zA-Z:.,'\- ()]{1,100}$`)

func fatal(what string) string {
	if fatals.MatchString(what) {
		return what
	}
	return "(not recorded)"
}

// short is a file by its module's path, or, where it is one of a folder of somebody's, by its name.
func short(file string) string {
	file = strings.ReplaceAll(file, `\`, "/")
	if path.IsAbs(file) || len(file) > 1 && file[1] == ':' {
		return path.Base(file)
	}
	return file
}
