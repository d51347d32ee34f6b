// Package app is the folder of everything that an assessment is, without window, database, paper, clock or file. It holds no code
// itself; its test holds the direction of the arrows for the whole program:
//
//	cmd -> ui, data, app, assets    ui -> app, assets    data -> app, assets
//	inside app: sample -> session -> report -> assess -> standard, ledger -> canon, words; find stands alone
package app
