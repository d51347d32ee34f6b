package main

import (
	"fmt"
	"os"
	"regexp"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"
)

// IDs of the icons in the programs; the installer names documentIcon where it says how a vault looks in the Explorer. GLFW looks for its
// window's icon by name.
const (
	programIcon  = winres.ID(1)
	documentIcon = winres.ID(2)
	glfwIcon     = winres.Name("GLFW_ICON")
)

// Languages of Windows: Chinese of China, English of the United States.
const (
	chinese = 0x0804
	english = 0x0409
)

// resources is what Windows reads in a program: how it looks, what it is, and that it draws its window sharply on every screen and opens
// paths of any length.
func resources(said string) (*winres.ResourceSet, error) {
	rs := &winres.ResourceSet{}
	app, err := windowsIcon(program)
	if err != nil {
		return nil, err
	}
	doc, err := windowsIcon(document)
	if err != nil {
		return nil, err
	}
	for _, i := range []struct {
		id   winres.Identifier
		icon *winres.Icon
	}{{glfwIcon, app}, {programIcon, app}, {documentIcon, doc}} {
		if err := rs.SetIcon(i.id, i.icon); err != nil {
			return nil, err
		}
	}
	rs.SetManifest(winres.AppManifest{
		Description:         "考核通 Kaohe",
		Compatibility:       winres.Win10AndAbove,
		ExecutionLevel:      winres.AsInvoker,
		DPIAwareness:        winres.DPIPerMonitorV2,
		LongPathAware:       true,
		UseCommonControlsV6: true,
	})
	info, err := versionInfo(said)
	if err != nil {
		return nil, err
	}
	rs.SetVersionInfo(*info)
	return rs, nil
}

var versionPattern = regexp.MustCompile(`^(\d+\.\d+\.\d+)(?:-(\d+)-g[0-9a-f]+)?(?:-dirty)?$`)

// numeric is a version of .ci/version as four numbers: 0.1.0-591-g4db882d is 0.1.0.591.
func numeric(said string) (string, error) {
	m := versionPattern.FindStringSubmatch(said)
	if m == nil {
		return "", fmt.Errorf("version %q: want 0.1.0 or 0.1.0-591-g4db882d", said)
	}
	if m[2] == "" {
		m[2] = "0"
	}
	return m[1] + "." + m[2], nil
}

func versionInfo(said string) (*version.Info, error) {
	number, err := numeric(said)
	if err != nil {
		return nil, err
	}
	info := &version.Info{Type: version.App}
	info.SetFileVersion(number)
	info.SetProductVersion(number)
	for _, l := range []struct {
		id         uint16
		name, what string
	}{{chinese, "考核通", "考核通：区政府考核工作"}, {english, "Kaohe", "Kaohe: the assessment of district governments"}} {
		for key, value := range map[string]string{
			version.ProductName:     l.name,
			version.FileDescription: l.what,
			version.CompanyName:     l.name,
			version.LegalCopyright:  "Apache-2.0",
			version.ProductVersion:  said,
			version.FileVersion:     said,
		} {
			if err := info.Set(l.id, key, value); err != nil {
				return nil, err
			}
		}
	}
	return info, nil
}

// writeResources writes them as an object file that go build links where it lies beside a main package.
func writeResources(path, said string) error {
	rs, err := resources(said)
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := rs.WriteObject(f, winres.ArchAMD64); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
