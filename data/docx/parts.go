package docx

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS  = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packNS  = "http://schemas.openxmlformats.org/package/2006/"
	typeOf  = "application/vnd.openxmlformats-officedocument."
)

// parts returns all parts of the file in the order in which they stand in it.
func (x *writer) parts() []part {
	all := []part{{"_rels/.rels", x.rootRelations()}, {"docProps/app.xml", app()}, {"docProps/core.xml", x.core()}, {"docProps/custom.xml", x.custom()},
		{"word/_rels/document.xml.rels", x.relations()}, {"word/document.xml", x.out}, {"word/fontTable.xml", fontTable()}, {"word/settings.xml", x.settings()},
		{"word/styles.xml", x.sheet.styles()}}
	for i := range x.kinds() {
		all = append(all, part{fmt.Sprintf("word/header%d.xml", i), x.header(i)})
		for n := range x.sections {
			all = append(all, part{fmt.Sprintf("word/footer%d_%d.xml", n, i), x.footer(n, i)})
		}
	}
	all = append(all, x.media()...)
	return slices.Insert(all, 0, part{"[Content_Types].xml", contentTypes(all)})
}

// contentTypes writes the type of each part.
func contentTypes(all []part) *out {
	o := &out{}
	o.put(xmlHead, `<Types xmlns="`, packNS, `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Default Extension="xml" ContentType="application/xml"/>`)
	if slices.ContainsFunc(all, func(p part) bool { return strings.HasSuffix(p.name, photoExt) }) {
		o.str(`<Default Extension="jpeg" ContentType="image/jpeg"/>`)
	}
	types := map[string]string{"app": typeOf + "extended-properties+xml", "core": "application/vnd.openxmlformats-package.core-properties+xml",
		"custom": typeOf + "custom-properties+xml", "document": typeOf + "wordprocessingml.document.main+xml"}
	for _, p := range all {
		if strings.HasSuffix(p.name, ".rels") || strings.HasSuffix(p.name, photoExt) {
			continue
		}
		base := strings.TrimSuffix(p.name[strings.LastIndex(p.name, "/")+1:], ".xml")
		kind := types[base]
		if kind == "" {
			kind = typeOf + "wordprocessingml." + strings.TrimRight(base, "0123456789_") + "+xml"
		}
		o.put(`<Override PartName="/`, p.name, `" ContentType="`, kind, `"/>`)
	}
	o.str("</Types>")
	return o
}

func (o *out) relation(id, kind, target string) {
	o.put(`<Relationship Id="`, id, `" Type="`, kind, `" Target="`, target, `"/>`)
}

func (x *writer) rootRelations() *out {
	o := &out{}
	o.put(xmlHead, `<Relationships xmlns="`, packNS, `relationships">`)
	o.relation("r1", relNS+"/officeDocument", "word/document.xml")
	o.relation("r2", packNS+"relationships/metadata/core-properties", "docProps/core.xml")
	o.relation("r3", relNS+"/extended-properties", "docProps/app.xml")
	o.relation("r4", relNS+"/custom-properties", "docProps/custom.xml")
	o.str("</Relationships>")
	return o
}

func (x *writer) relations() *out {
	o := &out{}
	o.put(xmlHead, `<Relationships xmlns="`, packNS, `relationships">`)
	for i, name := range []string{"styles", "settings", "fontTable"} {
		o.relation(fmt.Sprintf("r%d", i+1), relNS+"/"+name, name+".xml")
	}
	for i := range x.photos {
		o.relation(fmt.Sprintf("p%d", i+1), relNS+"/image", fmt.Sprintf("media/image%d%s", i+1, photoExt))
	}
	for i := range x.kinds() {
		o.relation(fmt.Sprintf("h%d", i), relNS+"/header", fmt.Sprintf("header%d.xml", i))
		for n := range x.sections {
			o.relation(fmt.Sprintf("f%d_%d", n, i), relNS+"/footer", fmt.Sprintf("footer%d_%d.xml", n, i))
		}
	}
	o.str("</Relationships>")
	return o
}

func app() *out {
	o := &out{}
	o.put(xmlHead, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Kaohe</Application></Properties>`)
	return o
}

// core writes what a file manager shows of the file.
func (x *writer) core() *out {
	o, d := &out{}, x.doc.Date
	o.put(xmlHead, `<cp:coreProperties xmlns:cp="`, packNS, `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" `,
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	o.escaped(x.doc.Title)
	o.str("</dc:title><dc:creator>")
	o.escaped(x.doc.Author)
	o.str("</dc:creator><dc:description>")
	o.escaped(x.opts.Remark)
	o.str("</dc:description>")
	if d.Year > 0 {
		day := fmt.Sprintf("%04d-%02d-%02dT00:00:00Z", d.Year, d.Month, d.Day)
		o.put(`<dcterms:created xsi:type="dcterms:W3CDTF">`, day, `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`, day, `</dcterms:modified>`)
	}
	o.str("</cp:coreProperties>")
	return o
}

// custom writes the custom properties, which a word processor keeps.
func (x *writer) custom() *out {
	o := &out{}
	o.put(xmlHead, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" `,
		`xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	for i, name := range slices.Sorted(maps.Keys(x.opts.Properties)) {
		o.put(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="`, i+2, `" name="`)
		o.escaped(name)
		o.str(`"><vt:lpwstr>`)
		o.escaped(x.opts.Properties[name])
		o.str("</vt:lpwstr></property>")
	}
	o.str("</Properties>")
	return o
}

// fontTable names what stands in for a face that a computer has not.
func fontTable() *out {
	o := &out{}
	o.put(xmlHead, `<w:fonts xmlns:w="`, wordNS, `">`)
	for _, f := range standIns {
		o.put(`<w:font w:name="`, f.face, `"><w:altName w:val="`, f.instead, `"/><w:charset w:val="86"/><w:family w:val="`, f.family, `"/></w:font>`)
	}
	o.str("</w:fonts>")
	return o
}

// settings writes what holds for the whole file, in the order of CT_Settings.
func (x *writer) settings() *out {
	o := &out{}
	o.put(xmlHead, `<w:settings xmlns:w="`, wordNS, `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>`,
		`<w:drawingGridVerticalSpacing w:val="`, x.sheet.lead, `"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>`,
		`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`,
		`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`)
	return o
}
