// SPDX-License-Identifier: Apache-2.0
// The picture library forgives much (no check sums, missing ends), so what it forgives is checked
// here before it runs.
#include "platform/barcode/image.h"

#include <fcntl.h>
#include <stb_image.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "platform/base/assert.h"

namespace parcours::barcode {
namespace {

using Bytes = std::span<const std::uint8_t>;

struct FileCloser {
  int descriptor;
  ~FileCloser() { ::close(descriptor); }
};

std::uint32_t crc32_of(Bytes bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
      made[n] = c;
    }
    return made;
  }();
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const std::uint8_t byte : bytes) crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8);
  return crc ^ 0xFFFFFFFFu;
}

std::uint32_t big_endian(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) << 24 |
         static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
         static_cast<std::uint32_t>(bytes[at + 2]) << 8 | static_cast<std::uint32_t>(bytes[at + 3]);
}

bool starts_with(Bytes bytes, std::string_view magic) {
  return bytes.size() >= magic.size() && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
}

/// Walks the chunks of a PNG (W3C PNG, section 5): each whole and with its check sum, an end, and
/// not more packed bytes than an unpacked picture of that size would need (a bomb unpacks to far
/// more than its header says).
Status check_png(Bytes bytes, std::string_view where) {
  const std::string place{where};
  std::size_t at = 8;
  std::uint64_t packed = 0;
  std::uint64_t plain = 0;
  while (at + 12 <= bytes.size()) {
    const std::size_t length = big_endian(bytes, at);
    if (length > bytes.size() - at - 12) break;
    const Bytes chunk = bytes.subspan(at + 4, length + 4);
    if (crc32_of(chunk) != big_endian(bytes, at + 8 + length)) {
      return fail(ErrorCode::Invalid, "picture is damaged: a PNG chunk has a wrong check sum",
                  place);
    }
    if (starts_with(chunk, "IHDR") && length == 13) {
      const std::uint64_t width = big_endian(chunk, 4);
      const std::uint64_t height = big_endian(chunk, 8);
      plain = (width * 8 + 1) * height;  // four channels of 16 bits, and a filter byte a row
    } else if (starts_with(chunk, "IDAT")) {
      packed += length;
    } else if (starts_with(chunk, "IEND")) {
      if (packed > plain + plain / 8 + 65536) {
        return fail(ErrorCode::Invalid, "picture is damaged: more bytes than its size needs",
                    place);
      }
      return {};
    }
    at += 12 + length;
  }
  return fail(ErrorCode::Invalid, "picture is damaged: the PNG is cut short", place);
}

/// A JPEG without its end marker was cut short; the library would fill the rest with grey.
Status check_jpeg(Bytes bytes, std::string_view where) {
  for (std::size_t i = bytes.size() - 1; i >= 2; --i) {
    if (bytes[i] == 0xD9 && bytes[i - 1] == 0xFF) return {};
  }
  return fail(ErrorCode::Invalid, "picture is damaged: the JPEG is cut short", std::string{where});
}

/// Only kinds with a magic number are let in; what has none (TGA) would make any bytes a picture.
Status check_kind(Bytes bytes, std::string_view where) {
  using namespace std::string_view_literals;
  if (bytes.empty()) return fail(ErrorCode::Invalid, "file is empty", std::string{where});
  if (starts_with(bytes, "\x89PNG\r\n\x1a\n"sv)) return check_png(bytes, where);
  if (starts_with(bytes, "\xFF\xD8\xFF"sv)) return check_jpeg(bytes, where);
  if (starts_with(bytes, "BM") || starts_with(bytes, "GIF87a") || starts_with(bytes, "GIF89a") ||
      starts_with(bytes, "P5") || starts_with(bytes, "P6")) {
    return {};
  }
  if (starts_with(bytes, "RIFF") && bytes.size() > 12 && starts_with(bytes.subspan(8), "WEBP")) {
    return fail(ErrorCode::Invalid, "WebP is not read; save it as PNG or JPEG", std::string{where});
  }
  return fail(ErrorCode::Invalid, "no picture: neither PNG, JPEG, BMP, GIF nor PNM",
              std::string{where});
}

Result<std::vector<std::uint8_t>> read_bytes(const std::string& path, std::size_t bytes_max) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    const ErrorCode code =
        errno == ENOENT || errno == ENOTDIR ? ErrorCode::NotFound : ErrorCode::Io;
    return fail(code, std::string{"cannot open: "} + std::strerror(errno), path);
  }
  const FileCloser closer{descriptor};
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return fail(ErrorCode::Io, std::strerror(errno), path);
  if (!S_ISREG(facts.st_mode)) return fail(ErrorCode::Invalid, "is not a file", path);
  if (static_cast<std::size_t>(facts.st_size) > bytes_max) {
    return fail(ErrorCode::Invalid,
                "file is larger than the " + std::to_string(bytes_max) + " bytes allowed", path);
  }
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(facts.st_size));
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return fail(ErrorCode::Io, std::string{"cannot read: "} + std::strerror(errno), path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

Image Image::blank(int width, int height, std::uint8_t grey) {
  PARCOURS_ASSERT(width > 0 && height > 0);
  return {width, height, width,
          std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height, grey)};
}

Result<Image> read_image(std::span<const std::uint8_t> bytes, std::string_view where,
                         const ImageLimits& limits) {
  const std::string place{where};
  if (bytes.size() > limits.file_bytes_max) {
    return fail(ErrorCode::Invalid, "picture has more bytes than allowed", place);
  }
  PARCOURS_CHECK(check_kind(bytes, where));
  int width = 0;
  int height = 0;
  int channels = 0;
  const int length = static_cast<int>(bytes.size());
  if (stbi_info_from_memory(bytes.data(), length, &width, &height, &channels) == 0) {
    return fail(ErrorCode::Invalid, std::string{"picture is damaged: "} + stbi_failure_reason(),
                place);
  }
  if (width <= 0 || height <= 0 || width > limits.side_max || height > limits.side_max ||
      static_cast<std::size_t>(width) * static_cast<std::size_t>(height) > limits.pixels_max) {
    return fail(ErrorCode::Invalid,
                "picture of " + std::to_string(width) + "x" + std::to_string(height) +
                    " pixels is beyond what is read",
                place);
  }
  const std::unique_ptr<stbi_uc, void (*)(void*)> loaded{
      stbi_load_from_memory(bytes.data(), length, &width, &height, &channels, 2), stbi_image_free};
  if (loaded == nullptr) {
    return fail(ErrorCode::Invalid, std::string{"picture is damaged: "} + stbi_failure_reason(),
                place);
  }
  Image image = Image::blank(width, height);
  const stbi_uc* from = loaded.get();
  for (std::uint8_t& grey : image.pixels) {
    const int alpha = from[1];
    grey = static_cast<std::uint8_t>((from[0] * alpha + 255 * (255 - alpha) + 127) / 255);
    from += 2;
  }
  return image;
}

Result<Image> read_image_file(const std::string& path, const ImageLimits& limits) {
  PARCOURS_TRY(const auto bytes, read_bytes(path, limits.file_bytes_max));
  return read_image(bytes, path, limits);
}

}  // namespace parcours::barcode
