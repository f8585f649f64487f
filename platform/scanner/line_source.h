// SPDX-License-Identifier: Apache-2.0
// Scanners on a wire: a serial port, or a keyboard-wedge device taken exclusively so that its keys
// reach nobody else. One thread owns a source and asks it for lines. Bank card tracks never leave a
// source: the answer is Denied. Linux only.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/scanner/wedge.h"

namespace parcours::scanner {

class LineSource {
 public:
  virtual ~LineSource() = default;
  /// Waits at most `timeout` for a line. Empty: none yet. Denied: a bank card was swiped and
  /// forgotten. Unavailable: the scanner was unplugged; open it again.
  [[nodiscard]] virtual Result<std::optional<std::string>> next(
      std::chrono::milliseconds timeout) = 0;
};

struct SerialOptions {
  std::string device;  ///< /dev/ttyACM0, /dev/ttyUSB0
  int baud = 9600;     ///< 8 data bits, no parity, one stop bit
  std::size_t length_max = 4096;
};

/// NotFound: no such device. Denied: no right to it (group dialout). Invalid: no terminal line, or
/// an unknown speed.
[[nodiscard]] Result<std::unique_ptr<LineSource>> open_serial(const SerialOptions& options);

/// Takes an input device (/dev/input/event5) for itself (EVIOCGRAB). NotFound, Denied (group
/// input), Conflict when another program holds it, Invalid when it is no keyboard.
[[nodiscard]] Result<std::unique_ptr<LineSource>> open_wedge(const std::string& device,
                                                             const WedgeOptions& options = {});

/// Input devices that type and call themselves scanner or reader, by path. Empty when there is
/// none.
[[nodiscard]] std::vector<std::string> list_wedges();

}  // namespace parcours::scanner
