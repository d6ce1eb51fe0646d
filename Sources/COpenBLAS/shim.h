// The few BLAS and LAPACK routines that RestockNumerics calls: Fortran symbols, column-major,
// 32-bit integers by pointer, and one hidden trailing length for each character argument.
#ifndef RESTOCK_COPENBLAS_SHIM_H
#define RESTOCK_COPENBLAS_SHIM_H

#include <stddef.h>
#include <stdint.h>

typedef int32_t restock_lapack_int;

void dgelsd_(const restock_lapack_int *m, const restock_lapack_int *n,
             const restock_lapack_int *nrhs, double *a, const restock_lapack_int *lda, double *b,
             const restock_lapack_int *ldb, double *s, const double *rcond,
             restock_lapack_int *rank, double *work, const restock_lapack_int *lwork,
             restock_lapack_int *iwork, restock_lapack_int *info);

void dgels_(const char *trans, const restock_lapack_int *m, const restock_lapack_int *n,
            const restock_lapack_int *nrhs, double *a, const restock_lapack_int *lda, double *b,
            const restock_lapack_int *ldb, double *work, const restock_lapack_int *lwork,
            restock_lapack_int *info, size_t trans_length);

void dpotrf_(const char *uplo, const restock_lapack_int *n, double *a,
             const restock_lapack_int *lda, restock_lapack_int *info, size_t uplo_length);

void dpotrs_(const char *uplo, const restock_lapack_int *n, const restock_lapack_int *nrhs,
             const double *a, const restock_lapack_int *lda, double *b,
             const restock_lapack_int *ldb, restock_lapack_int *info, size_t uplo_length);

void dpotri_(const char *uplo, const restock_lapack_int *n, double *a,
             const restock_lapack_int *lda, restock_lapack_int *info, size_t uplo_length);

void dsyev_(const char *jobz, const char *uplo, const restock_lapack_int *n, double *a,
            const restock_lapack_int *lda, double *w, double *work,
            const restock_lapack_int *lwork, restock_lapack_int *info, size_t jobz_length,
            size_t uplo_length);

void dgemm_(const char *transa, const char *transb, const restock_lapack_int *m,
            const restock_lapack_int *n, const restock_lapack_int *k, const double *alpha,
            const double *a, const restock_lapack_int *lda, const double *b,
            const restock_lapack_int *ldb, const double *beta, double *c,
            const restock_lapack_int *ldc, size_t transa_length, size_t transb_length);

void openblas_set_num_threads(int num_threads);

int blas_thread_shutdown_(void);

#endif
