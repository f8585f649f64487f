// SPDX-License-Identifier: Apache-2.0
// A scanner on a serial line (RS-232 or USB CDC-ACM). Lines end with CR, LF or both; GS and
// everything else inside passes as it is.
#include <fcntl.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "platform/scanner/descriptor.h"
#include "platform/scanner/line_source.h"
#include "platform/scanner/magstripe.h"

namespace parcours::scanner {
namespace {

Result<speed_t> speed_of(int baud) {
  switch (baud) {
    case 1200:
      return B1200;
    case 2400:
      return B2400;
    case 4800:
      return B4800;
    case 9600:
      return B9600;
    case 19200:
      return B19200;
    case 38400:
      return B38400;
    case 57600:
      return B57600;
    case 115200:
      return B115200;
    default:
      return fail(
          ErrorCode::Invalid,
          "speed " + std::to_string(baud) + " is not one of 1200 to 115200 baud that scanners use",
          "baud");
  }
}

Status set_raw(const Descriptor& descriptor, const SerialOptions& options) {
  PARCOURS_TRY(const speed_t speed, speed_of(options.baud));
  termios line{};
  if (::tcgetattr(descriptor.number(), &line) != 0) {
    return fail(ErrorCode::Invalid, "is no serial line", options.device);
  }
  ::cfmakeraw(&line);
  line.c_cflag |= CLOCAL | CREAD;
  line.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | PARENB | CRTSCTS);
  ::cfsetispeed(&line, speed);
  ::cfsetospeed(&line, speed);
  if (::tcsetattr(descriptor.number(), TCSANOW, &line) != 0) {
    return fail(ErrorCode::Io, std::strerror(errno), options.device);
  }
  return {};
}

class Serial final : public LineSource {
 public:
  Serial(Descriptor descriptor, SerialOptions options)
      : x_descriptor(std::move(descriptor)), x_options(std::move(options)) {}

  Result<std::optional<std::string>> next(std::chrono::milliseconds timeout) override {
    if (auto line = take_line()) return refuse_bank(std::move(*line));
    PARCOURS_TRY(const bool ready, wait_readable(x_descriptor, timeout));
    if (!ready) return std::nullopt;
    PARCOURS_CHECK(fill());
    if (auto line = take_line()) return refuse_bank(std::move(*line));
    return std::nullopt;
  }

 private:
  Status fill() {
    std::array<char, 512> bytes{};
    const ssize_t got = ::read(x_descriptor.number(), bytes.data(), bytes.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0)
      return fail(ErrorCode::Unavailable, "the scanner was unplugged", x_options.device);
    x_waiting.append(bytes.data(), static_cast<std::size_t>(got));
    // Noise without a line end must not grow for ever; what is dropped ends at the next line end.
    if (x_waiting.size() > 2 * x_options.length_max &&
        x_waiting.find_first_of("\r\n") == x_waiting.npos) {
      x_waiting.clear();
      x_is_noise = true;
    }
    return {};
  }

  std::optional<std::string> take_line() {
    while (true) {
      const std::size_t end = x_waiting.find_first_of("\r\n");
      if (end == std::string::npos) return std::nullopt;
      std::string line = x_waiting.substr(0, end);
      x_waiting.erase(0, end + 1);
      const bool is_noise = std::exchange(x_is_noise, false) || line.size() > x_options.length_max;
      if (!line.empty() && !is_noise) return line;
    }
  }

  Result<std::optional<std::string>> refuse_bank(std::string line) {
    if (classify_stripe(line) == Stripe::Bank) {
      return fail(ErrorCode::Denied, "a bank card was swiped; it was not kept", x_options.device);
    }
    return line;
  }

  Descriptor x_descriptor;
  SerialOptions x_options;
  std::string x_waiting;
  bool x_is_noise = false;
};

}  // namespace

Result<std::unique_ptr<LineSource>> open_serial(const SerialOptions& options) {
  PARCOURS_TRY(Descriptor descriptor, open_device(options.device, O_RDWR | O_NOCTTY, "dialout"));
  PARCOURS_CHECK(set_raw(descriptor, options));
  return std::unique_ptr<LineSource>{std::make_unique<Serial>(std::move(descriptor), options)};
}

}  // namespace parcours::scanner
