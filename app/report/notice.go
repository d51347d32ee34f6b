package report

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// rectificationNotice makes 整改通知书: what is to be put right, by whom and until when, and how an item is closed.
func rectificationNotice(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	problems := d.Standing(assess.Problem)
	if len(problems) == 0 {
		return none("notice")
	}
	n := notice{begin("notice", a, d, say, titleOf("notice", a, d), told(a, d, assess.Onsite, assess.Consultation, assess.Summary))}
	n.rests(Until(assess.Summary))
	n.to()
	n.para("%s，发现以下%d个问题。现通知%s整改。", n.assessed(), len(problems), n.you())
	n.section("问题和整改要求", func() {
		for i, f := range problems {
			n.problem(i+1, f)
		}
	})
	n.section("整改情况的报告", n.reporting)
	n.section("整改事项的销号", n.closing)
	return n.close(), nil
}

type notice struct{ *paper }

func (n notice) problem(at int, f *assess.Finding) {
	n.para("%d. %s", at, stop(f.FinalNamed))
	if f.Requirement == "" {
		n.para("整改要求：另行通知。")
	} else {
		n.para("整改要求：%s", stop(f.Requirement))
	}
	var how []string
	add := func(name, text string) {
		if text != "" {
			how = append(how, name+"："+text)
		}
	}
	add("责任单位", units(f.Responsible))
	add("完成期限", f.Deadline.Prose())
	if f.Rectification != nil && f.Rectification.Mode != "" {
		add("整改方式", n.say.Get("rect."+f.Rectification.Mode))
	}
	add("依据", n.cite("finding", f.ID, problem(at)))
	if len(how) > 0 {
		n.add(Para{Text: "（" + strings.Join(how, "；") + "）", Kai: true})
	}
}

func (n notice) reporting() {
	n.para("%s将整改情况书面报送%s，逐项写明采取的措施、完成的时间，并附证明材料。一时难以解决的，制定整改计划，写明分几步、每一步的期限，一并报送。", n.by(n.a.Reply, "请在完成后"), n.doc.Author)
}

func (n notice) closing() {
	n.para("每个整改事项完成后，由责任单位报告完成。考核小组另派人核查，报告完成的人不参加核查。核查属实的，予以销号；还没有做到的，写明理由退回，继续整改。")
	n.para("到期不能完成的，应当说明理由。经考核小组同意，转入下轮考核，到时回头看。")
}
