package workspace

import (
	"encoding/json"
	"errors"
	"os"

	"kaohe/app/assess"
	"kaohe/app/lastround"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	builtin "kaohe/assets/standard"
	"kaohe/data/vault"
)

// FoundRound makes a vault with a round in it: team, built-in standard, districts with their checklists. The plan's first person is
// the founder. A sample has whatever else the plan has and a frozen standard; a real round's is frozen by its leader, which starts it.
// A vault that could not be finished is removed again.
func FoundRound(path string, plan *roundplan.Plan, isSample bool, env Env) (*Workspace, error) {
	table, err := roundplan.ReadTable(builtin.Builtin)
	if err != nil {
		return nil, err
	}
	return found(path, plan, isSample, env, func(d *Workspace) error {
		if isSample {
			return plan.Write(d.Session, table)
		}
		return lastround.Fresh(plan, table).Write(d.Session, plan.Team[0].ID, plan.Team[0].PIN)
	})
}

// FoundFrom makes a vault with a new round out of the last one's vault, which is only read: standard, districts, team, last marks and
// problems that were not closed. Faults: those of Open for the last vault, and of lastround.Check.
func FoundFrom(path, last string, plan *roundplan.Plan, env Env) (*Workspace, error) {
	old, state, err := readLast(last, env)
	if err != nil {
		return nil, err
	}
	usual, err := UsualTasks()
	if err != nil {
		return nil, err
	}
	plan = lastround.Founder(old, plan)
	round, err := lastround.From(old, state, plan, usual)
	if err != nil {
		return nil, err
	}
	return found(path, plan, false, env, func(d *Workspace) error {
		return round.Write(d.Session, plan.Team[0].ID, plan.Team[0].PIN)
	})
}

// found makes the vault and lets write fill it.
func found(path string, plan *roundplan.Plan, isSample bool, env Env, write func(*Workspace) error) (*Workspace, error) {
	f := plan.Team[0]
	d, err := foundWith(path, Founder{ID: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, PIN: f.PIN}, plan.Round(isSample), !isSample, env)
	if err != nil {
		return nil, err
	}
	if err := write(d); err != nil {
		return nil, discard(d, path, err)
	}
	return d, nil
}

// discard takes a vault away that could not be finished.
func discard(d *Workspace, path string, why error) error {
	return errors.Join(why, d.Close(), os.Remove(path))
}

// readLast reads a vault with every signature in it checked, and lets it go again. Only records that count are in its state.
func readLast(path string, env Env) (old *assess.Assessment, state *ledger.State, err error) {
	d, err := Open(path, vault.ReadOnly, env)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Vault.VerifyAll(nil); err != nil {
		return nil, nil, err
	}
	state = ledger.New()
	if err := d.Vault.Load(func(r *ledger.Record) error { state.Keep(r); return nil }); err != nil {
		return nil, nil, err
	}
	assess.Authorise(state, d.Vault.ID())
	return d.View(), state, nil
}

// UsualTasks are the checklists that a new round starts with.
func UsualTasks() ([]roundplan.Task, error) {
	var tasks []roundplan.Task
	err := json.Unmarshal(builtin.Tasks, &tasks)
	return tasks, err
}
