// SPDX-License-Identifier: Apache-2.0
// A keyboard-wedge scanner read where its keys come in (Linux evdev), and held with EVIOCGRAB: no
// other program, and no text field of our own, sees what it types; focus and keyboard layout do not
// matter.
#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>

#include "platform/scanner/descriptor.h"
#include "platform/scanner/line_source.h"
#include "platform/scanner/magstripe.h"

namespace parcours::scanner {
namespace {

constexpr std::size_t kBitsPerWord = 8 * sizeof(unsigned long);
using KeyBits = std::array<unsigned long, KEY_MAX / kBitsPerWord + 1>;

/// True for a device that has letters, digits and Enter.
bool is_keyboard(const Descriptor& descriptor) {
  KeyBits keys{};
  if (::ioctl(descriptor.number(), EVIOCGBIT(EV_KEY, sizeof keys), keys.data()) < 0) return false;
  const auto has = [&](int key) {
    const auto place = static_cast<std::size_t>(key);
    return (keys[place / kBitsPerWord] >> (place % kBitsPerWord) & 1) != 0;
  };
  return has(KEY_A) && has(KEY_Z) && has(KEY_1) && has(KEY_ENTER);
}

std::string device_name(const Descriptor& descriptor) {
  std::array<char, 256> name{};
  if (::ioctl(descriptor.number(), EVIOCGNAME(name.size() - 1), name.data()) < 0) return {};
  return name.data();
}

MonoTime time_of(const input_event& event) {
  return MonoTime{std::chrono::milliseconds{
      static_cast<std::int64_t>(event.input_event_sec) * 1000 + event.input_event_usec / 1000}};
}

class Evdev final : public LineSource {
 public:
  Evdev(Descriptor descriptor, std::string device, const WedgeOptions& options)
      : x_descriptor(std::move(descriptor)), x_device(std::move(device)), x_wedge(options) {}

  Result<std::optional<std::string>> next(std::chrono::milliseconds timeout) override {
    if (x_lines.empty()) {
      PARCOURS_TRY(const bool ready, wait_readable(x_descriptor, timeout));
      if (ready) PARCOURS_CHECK(read_events());
      if (!ready) keep(x_wedge.on_time(now()));
    }
    if (x_lines.empty()) return std::nullopt;
    std::string line = std::move(x_lines.front());
    x_lines.pop_front();
    if (classify_stripe(line) == Stripe::Bank) {
      return fail(ErrorCode::Denied, "a bank card was swiped; it was not kept", x_device);
    }
    return line;
  }

 private:
  static MonoTime now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now());
  }

  void keep(std::optional<std::string> line) {
    if (line) x_lines.push_back(std::move(*line));
  }

  Status read_events() {
    std::array<input_event, 64> events{};
    const ssize_t got = ::read(x_descriptor.number(), events.data(), sizeof events);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0) return fail(ErrorCode::Unavailable, "the scanner was unplugged", x_device);
    const auto count = static_cast<std::size_t>(got) / sizeof(input_event);
    for (std::size_t i = 0; i < count; ++i) {
      if (events[i].type == EV_SYN && events[i].code == SYN_DROPPED) x_wedge.clear();
      if (events[i].type != EV_KEY) continue;
      const KeyAction action = events[i].value == 0   ? KeyAction::Release
                               : events[i].value == 1 ? KeyAction::Press
                                                      : KeyAction::Repeat;
      keep(x_wedge.on_key({usage_of_evdev(events[i].code), action, time_of(events[i])}));
    }
    return {};
  }

  Descriptor x_descriptor;
  std::string x_device;
  Wedge x_wedge;
  std::deque<std::string> x_lines;
};

}  // namespace

Result<std::unique_ptr<LineSource>> open_wedge(const std::string& device,
                                               const WedgeOptions& options) {
  PARCOURS_TRY(Descriptor descriptor, open_device(device, O_RDONLY, "input"));
  if (!is_keyboard(descriptor)) return fail(ErrorCode::Invalid, "is no device that types", device);
  // Times of events on the clock that pauses are measured with.
  int clock = CLOCK_MONOTONIC;
  if (::ioctl(descriptor.number(), EVIOCSCLOCKID, &clock) != 0) {
    return fail(ErrorCode::Io, std::strerror(errno), device);
  }
  if (::ioctl(descriptor.number(), EVIOCGRAB, 1) != 0) {
    return fail(ErrorCode::Conflict, "another program holds the scanner", device);
  }
  return std::unique_ptr<LineSource>{
      std::make_unique<Evdev>(std::move(descriptor), device, options)};
}

std::vector<std::string> list_wedges() {
  std::vector<std::string> found;
  std::error_code ignored;  // no /dev/input: no wedges
  for (const auto& entry : std::filesystem::directory_iterator{"/dev/input", ignored}) {
    const std::string path = entry.path().string();
    if (entry.path().filename().string().rfind("event", 0) != 0) continue;
    const auto descriptor = open_device(path, O_RDONLY, "input");
    if (!descriptor || !is_keyboard(*descriptor)) continue;
    std::string name = device_name(*descriptor);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const char* word : {"scan", "barcode", "reader", "imager", "hid pos"}) {
      if (name.find(word) != std::string::npos) {
        found.push_back(path);
        break;
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace parcours::scanner
