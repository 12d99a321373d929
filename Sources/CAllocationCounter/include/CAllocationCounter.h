#ifndef MUTAU_ALLOCATION_COUNTER_H
#define MUTAU_ALLOCATION_COUNTER_H

#include <stdint.h>

/* How often this process has asked for memory so far. */
uint64_t mutau_allocations(void);

#endif
