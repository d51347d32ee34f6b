// Package app is the folder of everything that an assessment is, without window, database, paper, clock or file. It has no code itself; its
// test checks the imports of the whole program:
//
//	cmd -> ui, data, app, assets    ui -> app, assets    data -> app, assets
//	inside app: roundplan, lastround -> session -> assess -> standard, authority -> schema, ledger -> cbor, words
//	            circular, reportproof -> report -> assess; book -> assess; pinyin imports none of them
package app
