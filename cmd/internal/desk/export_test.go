package desk

// Compare is for files in testdata, whose printing must not depend on what the printer makes today.
var Compare = compare
