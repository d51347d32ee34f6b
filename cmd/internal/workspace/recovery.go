package workspace

import (
	"context"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

// RecoverySheet prints the recovery code of a vault that was founded in this workspace. Faults: recovery.gone, and those of pdf.Printer.LayOut and
// pdf.Draw.
func (p *Printer) RecoverySheet(ctx context.Context, d *Workspace) (*Printed, error) {
	if d.Recovery == "" {
		return nil, words.Refuse("recovery.gone")
	}
	return p.make(ctx, report.RecoverySheet(d.View(), d.founder, d.Recovery, d.can, assess.DayOf(d.Now()), p.Say), nil)
}

// SaveRecovery writes that sheet, for nobody else on this computer to read. Faults: those of RecoverySheet, and of Output.
func (p *Printer) SaveRecovery(ctx context.Context, d *Workspace, to Output) error {
	x, err := p.RecoverySheet(ctx, d)
	if err != nil {
		return err
	}
	to.Private = true
	return to.Write(x.Bytes)
}

// RecoveryName is the sheet's file name.
func RecoveryName(a *assess.Assessment) string { return report.RecoveryName(a) }
