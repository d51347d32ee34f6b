package main

import (
	"encoding/xml"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// desktopEntry reads the keys of a desktop file, which must be all in one group and each there once.
func desktopEntry(t *testing.T, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if lines[0] != "[Desktop Entry]" {
		t.Fatalf("begins with %q", lines[0])
	}
	keys := map[string]string{}
	for _, l := range lines[1:] {
		key, value, ok := strings.Cut(l, "=")
		if _, twice := keys[key]; !ok || twice || value == "" {
			t.Errorf("line %q", l)
		}
		keys[key] = value
	}
	return keys
}

type mimeInfo struct {
	XMLName xml.Name `xml:"http://www.freedesktop.org/standards/shared-mime-info mime-info"`
	Types   []struct {
		Type string `xml:"type,attr"`
		Icon struct {
			Name string `xml:"name,attr"`
		} `xml:"icon"`
		Comment []string `xml:"comment"`
		Glob    struct {
			Pattern string `xml:"pattern,attr"`
		} `xml:"glob"`
	} `xml:"mime-type"`
}

// A double click leads to the program only where the desktop file names the types that the endings are declared to be, and all have icons.
func TestFilesOfEachEndingOpenInTheProgramAndHaveAnIcon(t *testing.T) {
	entry := desktopEntry(t, "kaohe.desktop")
	for key, want := range map[string]string{"Type": "Application", "Exec": "kaohe %f", "Icon": "kaohe", "Terminal": "false", "Name[zh_CN]": "考核通"} {
		if entry[key] != want {
			t.Errorf("%s=%s, want %s", key, entry[key], want)
		}
	}
	b, err := os.ReadFile("kaohe.xml")
	if err != nil {
		t.Fatal(err)
	}
	var info mimeInfo
	if err := xml.Unmarshal(b, &info); err != nil {
		t.Fatal(err)
	}
	var types, globs []string
	dir := t.TempDir()
	if err := writeIcons(dir); err != nil {
		t.Fatal(err)
	}
	for _, m := range info.Types {
		types, globs = append(types, m.Type), append(globs, m.Glob.Pattern)
		if len(m.Comment) != 2 {
			t.Errorf("%s has %d names, want one in English and one in Chinese", m.Type, len(m.Comment))
		}
		if _, err := os.Stat(path.Join(dir, "hicolor/48x48/mimetypes", m.Icon.Name+".png")); err != nil {
			t.Errorf("%s: %v", m.Type, err)
		}
	}
	if _, err := os.Stat(path.Join(dir, "hicolor/48x48/apps", entry["Icon"]+".png")); err != nil {
		t.Error(err)
	}
	if want := []string{"*.kaohe", "*.kpack"}; !slices.Equal(globs, want) {
		t.Errorf("endings %v, want %v", globs, want)
	}
	if want := strings.Join(types, ";") + ";"; entry["MimeType"] != want {
		t.Errorf("MimeType=%s, want %s", entry["MimeType"], want)
	}
}

// The installer gives both kinds of files the icon that the resources hold under this number.
func TestTheInstallerNamesTheDocumentsIcon(t *testing.T) {
	b, err := os.ReadFile("kaohe.nsi")
	if err != nil {
		t.Fatal(err)
	}
	if documentIcon != 2 || strings.Count(string(b), `"$INSTDIR\kaohe.exe",-2`) != 1 {
		t.Error("DefaultIcon in kaohe.nsi is not documentIcon of resource.go")
	}
}
