package picture

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

func measureGIF(f *file) (frame, error) {
	b, err := bytesAt(f, 0, 10)
	if err != nil {
		return frame{}, err
	}
	w, h := int64(binary.LittleEndian.Uint16(b[6:])), int64(binary.LittleEndian.Uint16(b[8:]))
	return frame{width: int(w), height: int(h), cost: w * h}, nil
}

// bareGIF copies a GIF without comments and without data of applications, other than how often it repeats. Nothing in a GIF tells how it is turned.
func bareGIF(dst io.Writer, f *file, _ int) error {
	g := gifCopy{r: bufio.NewReader(io.NewSectionReader(f, 0, f.Size())), w: bufio.NewWriter(dst)}
	head := g.take(13)
	g.put(head)
	if g.err == nil && head[10]&0x80 != 0 {
		g.put(g.take(3 << (1 + head[10]&7)))
	}
	for g.err == nil {
		switch kind := g.take(1); {
		case g.err != nil:
		case kind[0] == 0x3B:
			g.put(kind)
			return errors.Join(g.err, g.w.Flush())
		case kind[0] == 0x2C:
			g.put(kind)
			d := g.take(9)
			g.put(d)
			if g.err == nil && d[8]&0x80 != 0 {
				g.put(g.take(3 << (1 + d[8]&7)))
			}
			g.put(g.take(1))
			g.subBlocks(true)
		case kind[0] == 0x21:
			g.extension()
		default:
			g.err = fmt.Errorf("gif: block %#x", kind[0])
		}
	}
	return noEOF(g.err)
}

type gifCopy struct {
	r   *bufio.Reader
	w   *bufio.Writer
	err error
}

func (g *gifCopy) take(n int) []byte {
	b := make([]byte, n)
	if g.err == nil {
		_, g.err = io.ReadFull(g.r, b)
	}
	return b
}

func (g *gifCopy) put(b []byte) {
	if g.err == nil {
		_, g.err = g.w.Write(b)
	}
}

func (g *gifCopy) extension() {
	label := g.take(1)[0]
	first := g.take(1)
	name := g.take(int(first[0]))
	keep := label == 0xF9 || label == 0x01 || label == 0xFF && (string(name) == "NETSCAPE2.0" || string(name) == "ANIMEXTS1.0")
	if keep {
		g.put([]byte{0x21, label, first[0]})
		g.put(name)
	}
	if first[0] != 0 { // or else its end was read already
		g.subBlocks(keep)
	}
}

// subBlocks goes over blocks, each after its length, up to the empty one.
func (g *gifCopy) subBlocks(keep bool) {
	for g.err == nil {
		n := g.take(1)
		b := g.take(int(n[0]))
		if keep {
			g.put(n)
			g.put(b)
		}
		if n[0] == 0 {
			return
		}
	}
}
