package keychain

import (
	"errors"
	"slices"

	"github.com/godbus/dbus/v5"
)

const secrets = "org.freedesktop.secrets"

// reachable asks the session's bus, and starts none, whether somebody keeps secrets there. Nobody is asked for a password by it.
var reachable = func() error {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return err
	}
	defer conn.Close() // only asked
	if err := conn.Auth(nil); err != nil {
		return err
	}
	if err := conn.Hello(); err != nil {
		return err
	}
	var there, startable []string
	bus := conn.BusObject()
	if err := bus.Call("org.freedesktop.DBus.ListNames", 0).Store(&there); err != nil {
		return err
	}
	if err := bus.Call("org.freedesktop.DBus.ListActivatableNames", 0).Store(&startable); err != nil {
		return err
	}
	if !slices.Contains(append(there, startable...), secrets) {
		return errors.New("nobody on the session's bus keeps secrets")
	}
	return nil
}
