package pdf

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"

	"kaohe/data/sfnt"
)

// SystemFonts returns the contents of font files of the computer that may be a 仿宋, best first. Tests have their own.
type SystemFonts interface {
	Candidates() [][]byte
}

// Folders is a SystemFonts that looks in directories; nil means the usual ones of this operating system.
type Folders []string

const (
	maxFontFile   = 64 << 20 // larger than any 仿宋; other files can't fill the memory
	maxCandidates = 12
	maxDepth      = 5
)

// fangSong returns the first usable 仿宋 among the candidates: with TrueType outlines, readable, allowed to be embedded, and with the most
// common hanzi in it. Other faces are skipped without a message, because the embedded 宋 takes their place.
func fangSong(s SystemFonts) *sfnt.Face {
	for _, data := range s.Candidates() {
		for i := range sfnt.Count(data) {
			face, err := sfnt.Parse(data, i)
			if err == nil && isFangSong(face) && usable(face) {
				return face
			}
		}
	}
	return nil
}

func isFangSong(f *sfnt.Face) bool { return familyOf(f) != "" }

// familyOf returns the name by which a face calls itself 仿宋, or "".
func familyOf(f *sfnt.Face) string {
	for _, n := range f.Names() {
		if strings.Contains(strings.ToLower(n), "fangsong") || strings.Contains(n, "仿宋") {
			return n
		}
	}
	return ""
}

func usable(f *sfnt.Face) bool {
	for _, r := range "的一是在不了有和人这中大为上个国我以要他，。" {
		id, ok := f.Glyph(r)
		if !ok || f.Blank(id) || f.Advance(id) == 0 {
			return false
		}
	}
	return true
}

// Candidates reads the files whose name looks like a 仿宋: simfang.ttf (Windows), STFANGSO.ttf (macOS, Office), FZFS*.ttf (方正), and any with
// fangsong or 仿宋 in the name. simfang comes first, then the others by path, so that one computer always gives the same pages.
func (d Folders) Candidates() [][]byte {
	dirs := []string(d)
	if d == nil {
		dirs = fontDirs()
	}
	var paths []string
	for _, dir := range dirs {
		if !filepath.IsAbs(dir) {
			continue // an unset environment variable
		}
		paths = append(paths, fontFiles(dir)...)
	}
	sort.SliceStable(paths, func(i, j int) bool {
		a, b := strings.ToLower(filepath.Base(paths[i])) == "simfang.ttf", strings.ToLower(filepath.Base(paths[j])) == "simfang.ttf"
		if a != b {
			return a
		}
		return paths[i] < paths[j]
	})
	var out [][]byte
	for _, p := range paths[:min(len(paths), maxCandidates)] {
		if data, err := os.ReadFile(p); err == nil { //nolint:gosec // a font folder's file, chosen by its name
			out = append(out, data)
		}
	}
	return out
}

func fontFiles(dir string) []string {
	var out []string
	depth := strings.Count(filepath.Clean(dir), string(filepath.Separator))
	_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return nil // a folder that can't be read has no font for us
		}
		if e.IsDir() {
			if strings.Count(path, string(filepath.Separator))-depth > maxDepth {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := e.Info(); err == nil && looksFangSong(e.Name()) && info.Size() <= maxFontFile {
			out = append(out, path)
		}
		return nil
	})
	return out
}

func looksFangSong(name string) bool {
	name = strings.ToLower(name)
	switch filepath.Ext(name) {
	case ".ttf", ".ttc", ".otf":
	default:
		return false
	}
	for _, part := range []string{"simfang", "fangsong", "fangso", "仿宋", "fzfs"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func fontDirs() []string {
	home, _ := os.UserHomeDir() // without a home only the computer's own folders are searched
	switch runtime.GOOS {
	case "windows":
		return []string{filepath.Join(os.Getenv("WINDIR"), "Fonts"),
			filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")}
	case "darwin":
		return []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library/Fonts"),
			"/System/Library/AssetsV2", "/Applications/Microsoft Word.app/Contents/Resources/DFonts"}
	}
	return []string{"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts")}
}
