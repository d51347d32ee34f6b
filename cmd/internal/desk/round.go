package desk

import (
	"encoding/json"
	"errors"
	"os"

	"kaohe/app/sample"
	builtin "kaohe/assets/standard"
)

// FoundRound makes a vault with a whole round in it: team, built-in standard, districts with their checklists, and whatever else the
// plan has. The plan's first person is the founder. A vault that could not be finished is removed again.
func FoundRound(path string, plan *sample.Plan, isSample bool, env Env) (*Desk, error) {
	table, err := sample.ReadTable(builtin.Builtin)
	if err != nil {
		return nil, err
	}
	f := plan.Team[0]
	d, err := Found(path, Founder{ID: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, PIN: f.PIN}, plan.Round(isSample), env)
	if err != nil {
		return nil, err
	}
	if err := plan.Write(d.Session, table); err != nil {
		return nil, errors.Join(err, d.Close(), os.Remove(path))
	}
	return d, nil
}

// UsualTasks are the checklists that a new round starts with.
func UsualTasks() ([]sample.Task, error) {
	var tasks []sample.Task
	err := json.Unmarshal(builtin.Tasks, &tasks)
	return tasks, err
}
