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

struct Packer::State {
  std::unique_ptr<ZSTD_CCtx, FreeContext> context{ZSTD_createCCtx()};
  std::string piece = std::string(ZSTD_CStreamOutSize(), '\0');

  Status work(std::string_view bytes, ZSTD_EndDirective directive, const PieceSink& sink) {
    if (!context) return fail(ErrorCode::Full, "no memory to compress");
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    std::size_t left = 1;
    while (input.pos < input.size || (directive == ZSTD_e_end && left != 0)) {
      ZSTD_outBuffer output{piece.data(), piece.size(), 0};
      left = ZSTD_compressStream2(context.get(), &output, &input, directive);
      if (ZSTD_isError(left) != 0)
        return fail(ErrorCode::Full, fmt::format("cannot compress: {}", ZSTD_getErrorName(left)));
      if (output.pos > 0) PARCOURS_CHECK(sink(std::string_view{piece}.substr(0, output.pos)));
    }
    return {};
  }
};

Packer::Packer(int level) : x_state(std::make_unique<State>()) {
  PARCOURS_ASSERT(level >= 1 && level <= 19);
  if (!x_state->context) return;
  ZSTD_CCtx_setParameter(x_state->context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(x_state->context.get(), ZSTD_c_checksumFlag, 1);
}
Packer::~Packer() = default;

Status Packer::add(std::string_view bytes, const PieceSink& sink) {
  return x_state->work(bytes, ZSTD_e_continue, sink);
}

Status Packer::finish(const PieceSink& sink) {
  return x_state->work({}, ZSTD_e_end, sink);
}

struct Unpacker::State {
  std::unique_ptr<ZSTD_DCtx, FreeContext> context{ZSTD_createDCtx()};
  std::string piece = std::string(ZSTD_DStreamOutSize(), '\0');
  std::size_t bytes_max = 0;
  std::size_t bytes = 0;
  std::size_t left = 1;  ///< 0 at the end of the frame
};

Unpacker::Unpacker(std::size_t bytes_max) : x_state(std::make_unique<State>()) {
  x_state->bytes_max = bytes_max;
  if (!x_state->context) return;
  ZSTD_DCtx_setParameter(x_state->context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
}
Unpacker::~Unpacker() = default;

Status Unpacker::add(std::string_view packed, const PieceSink& sink) {
  State& state = *x_state;
  if (!state.context) return fail(ErrorCode::Full, "no memory to decompress");
  ZSTD_inBuffer input{packed.data(), packed.size(), 0};
  for (bool drained = packed.empty(); input.pos < input.size || !drained;) {
    if (state.left == 0 && input.pos < input.size)
      return fail(ErrorCode::Invalid, "not Zstandard: something follows the end");
    ZSTD_outBuffer output{state.piece.data(), state.piece.size(), 0};
    state.left = ZSTD_decompressStream(state.context.get(), &output, &input);
    if (ZSTD_isError(state.left) != 0) return fail(refused(state.left, state.bytes_max));
    if (output.pos > state.bytes_max - state.bytes) return fail(too_large(state.bytes_max));
    state.bytes += output.pos;
    if (output.pos > 0) PARCOURS_CHECK(sink(std::string_view{state.piece}.substr(0, output.pos)));
    drained = state.left == 0 || output.pos < output.size;
  }
  return {};
}

Status Unpacker::finish() const {
  if (x_state->left == 0) return {};
  return fail(ErrorCode::Invalid, "Zstandard bytes are cut before their end");
}

}  // namespace parcours::crypto
