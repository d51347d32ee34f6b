package vault

import "syscall"

// populate has all pages of a file mapped at once: a fault for each, as we and bbolt touch them all, costs more than reading them.
const populate = syscall.MAP_POPULATE
