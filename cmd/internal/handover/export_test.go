package handover

var Dial = dial
