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

// FoundRound makes a vault with a round in it: team, standard, districts with their checklists. The plan's first person is
// the founder. A sample has whatever else the plan has and a frozen standard; a real round's is frozen by its leader, which starts it.
// The vault appears when it is finished, or not at all.
func FoundRound(path string, plan *roundplan.Plan, isSample bool, env Env) (*Workspace, error) {
	table, err := roundplan.ReadTable(builtin.Builtin)
	if err != nil {
		return nil, err
	}
	return found(path, plan, isSample, env, func(d *Workspace) error {
		if isSample {
			return plan.Write(d.Session, table)
		}
		if plan.Table != nil {
			table = plan.Table
		}
		return lastround.Fresh(plan, table).Write(d.Session, plan.Team[0].ID, plan.Team[0].PIN)
	})
}

// FoundFrom makes a vault with a new round out of the last one's vault, which is only read: standard, districts, team, last marks and
// problems that were not closed. Faults: those of Open for the last vault, and of lastround.Check.
//
// The last vault is opened by env's Secret, where it is sealed.
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
	return whole(path, env, func(temp string) (*Workspace, error) {
		d, err := foundWith(temp, Founder{ID: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, PIN: f.PIN}, plan.Round(isSample), !isSample, env)
		if err != nil {
			return nil, err
		}
		return d, write(d)
	})
}

// whole has a vault made of many actions, so that it appears with all of them or not at all, and opens it for who made it.
func whole(path string, env Env, build func(temp string) (*Workspace, error)) (*Workspace, error) {
	var built *Workspace
	err := vault.Place(path, func(temp string) (err error) {
		if built, err = build(temp); built != nil {
			err = errors.Join(err, built.Close())
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	env.Secret = Secret{Passphrase: env.Seal}
	d, err := Open(path, vault.ReadWrite, env)
	if err != nil {
		return nil, errors.Join(err, os.Remove(path)) // its recovery code would be gone
	}
	d.Recovery, d.founder, d.can = built.Recovery, built.founder, built.can
	if who := built.Who(); who != nil {
		err = d.Use(who.ID)
	}
	return d, err
}

// readLast reads a vault with every record in it checked, and lets it go again. Only records that count are in its state.
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
