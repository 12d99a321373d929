#pragma once

#include <hdf5.h>
#include <hdf5_hl.h>

// What the library defines as macros of expressions, which Swift does not see.

/// IEEE double, little-endian.
static inline hid_t CHDF5_FLOAT64(void) { return H5T_IEEE_F64LE; }

/// 64-bit signed integer, little-endian.
static inline hid_t CHDF5_INT64(void) { return H5T_STD_I64LE; }

/// One byte of a C string.
static inline hid_t CHDF5_C_STRING(void) { return H5T_C_S1; }

static inline hid_t CHDF5_FILE_CREATE(void) { return H5P_FILE_CREATE; }
static inline hid_t CHDF5_FILE_ACCESS(void) { return H5P_FILE_ACCESS; }
static inline hid_t CHDF5_GROUP_CREATE(void) { return H5P_GROUP_CREATE; }
static inline hid_t CHDF5_DATASET_CREATE(void) { return H5P_DATASET_CREATE; }

/// Overwrite what is there.
static inline unsigned CHDF5_TRUNCATE(void) { return H5F_ACC_TRUNC; }

/// Open to read.
static inline unsigned CHDF5_READ_ONLY(void) { return H5F_ACC_RDONLY; }

/// Lists of links remember in which order they were made, and are stored in it.
static inline unsigned CHDF5_CREATION_ORDER(void) { return H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED; }

/// No more printing of errors: what fails says so by its result.
static inline herr_t CHDF5_BE_SILENT(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }
