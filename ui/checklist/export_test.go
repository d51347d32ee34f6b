package checklist

// NewWith makes a page whose clock a test turns.
var NewWith = newScreen
