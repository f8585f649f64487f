// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/compress.h"

#include <fmt/format.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <memory>

#include "platform/base/assert.h"

namespace parcours::crypto {
namespace {

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// 8 MiB: the most a decoder is asked to hold (RFC 8878, 3.1.1.1.2), and what level 19 writes.
constexpr int kWindowLogMax = 23;

Error too_large(std::size_t bytes_max) {
  return {ErrorCode::Full, fmt::format("unpacks to more than {} bytes", bytes_max), {}};
}

Error refused(std::size_t code, std::size_t bytes_max) {
  if (ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge)
    return too_large(bytes_max);
  return {ErrorCode::Invalid, fmt::format("not Zstandard: {}", ZSTD_getErrorName(code)), {}};
}

}  // namespace

Result<std::string> compress(std::string_view bytes, int level) {
  PARCOURS_ASSERT(level >= 1 && level <= 19);
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context{ZSTD_createCCtx()};
  if (!context) return fail(ErrorCode::Full, "no memory to compress");
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const auto size =
      ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0)
    return fail(ErrorCode::Full, fmt::format("cannot compress: {}", ZSTD_getErrorName(size)));
  packed.resize(size);
  return packed;
}

Result<std::string> decompress(std::string_view packed, std::size_t bytes_max) {
  const std::unique_ptr<ZSTD_DCtx, FreeContext> context{ZSTD_createDCtx()};
  if (!context) return fail(ErrorCode::Full, "no memory to decompress");
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
  if (packed.empty()) return fail(ErrorCode::Invalid, "not Zstandard: there is nothing");

  std::string bytes;
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer input{packed.data(), packed.size(), 0};
  std::size_t left = 1;  // 0 at the end of a frame.
  // Room in the piece means that the decoder held nothing back: it wants input, and there is none.
  for (bool drained = false; input.pos < input.size || !drained;) {
    ZSTD_outBuffer output{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(context.get(), &output, &input);
    if (ZSTD_isError(left) != 0) return fail(refused(left, bytes_max));
    if (output.pos > bytes_max - bytes.size()) return fail(too_large(bytes_max));
    bytes.append(piece, 0, output.pos);
    drained = left == 0 || output.pos < output.size;
  }
  if (left != 0) return fail(ErrorCode::Invalid, "Zstandard bytes are cut before their end");
  return bytes;
}

}  // namespace parcours::crypto
