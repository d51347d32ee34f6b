package opengl

import "testing"

func TestSoftware(t *testing.T) {
	for name, want := range map[Renderer]bool{
		"llvmpipe (LLVM 15.0.6, 256 bits)": true,
		"softpipe":                         true,
		"Software Rasterizer":              true,
		"ANGLE (Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)":                         true,
		"ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0)": true,
		"Mesa Intel(R) UHD Graphics 620 (KBL GT2)":                                               false,
		"ANGLE (Intel(R) HD Graphics 3000 Direct3D9Ex vs_3_0 ps_3_0)":                            false,
		"Mali-G76": false,
		"":         false,
	} {
		if name.Software() != want {
			t.Errorf("%q is software: %v, not %v", name, !want, want)
		}
	}
}
