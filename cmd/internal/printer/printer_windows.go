package printer

import (
	"context"
	"errors"
	"os"

	"kaohe/app/words"
	"kaohe/cmd/internal/desktop"
	"kaohe/data/vault"
)

// List says that nobody lists printers here: the program that prints asks.
func List(context.Context) (Queues, error) { return Queues{Asks: true}, nil }

// Send prints a job, or shows it to be printed. Faults: printer.none, printer.failed, file.full. The file stays where it is: the program that
// prints it reads it when it likes.
func Send(_ context.Context, j Job) error {
	f, err := os.CreateTemp("", sentFile)
	if err != nil {
		return words.Refuse("printer.failed").Because(err)
	}
	_, err = f.Write(j.PDF)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
		if vault.Full(err) {
			return words.Refuse("file.full", f.Name()).Because(err)
		}
		return words.Refuse("printer.failed").Because(err)
	}
	if err := desktop.Print(f.Name()); err != nil {
		return words.Refuse("printer.none").Because(err)
	}
	return nil
}
