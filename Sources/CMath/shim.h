#include <gnu/libc-version.h>
// sincos of the C library, which Swift's own overlay leaves out.
static inline void mutau_sine_and_cosine(double angle, double *sine, double *cosine) {
  __builtin_sincos(angle, sine, cosine);
}
