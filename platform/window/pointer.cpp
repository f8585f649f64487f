// SPDX-License-Identifier: Apache-2.0
#include "platform/window/pointer.h"

namespace parcours::window {
namespace {
constexpr std::size_t kTrailMax = 24;
}

void PointerQueue::push(const Event& event) {
  switch (event.kind) {
    case EventKind::PointerDown:
    case EventKind::PointerMove:
    case EventKind::PointerUp:
    case EventKind::Wheel:
      x_events.push_back(event);
      break;
    default:
      break;
  }
}

void PointerQueue::press(const Event& event) {
  x_pointer.down = x_pointer.pressed = true;
  x_pointer.x = x_pointer.start_x = event.x;
  x_pointer.y = x_pointer.start_y = event.y;
  x_pointer.trail.assign(1, {event.time_s, event.x, event.y});
}

void PointerQueue::move(const Event& event) {
  x_pointer.x = event.x;
  x_pointer.y = event.y;
  if (!x_pointer.down) return;
  x_pointer.trail.push_back({event.time_s, event.x, event.y});
  if (x_pointer.trail.size() > kTrailMax) x_pointer.trail.erase(x_pointer.trail.begin());
}

const Pointer& PointerQueue::next_frame() {
  x_pointer.pressed = x_pointer.released = false;
  x_pointer.wheel = 0;
  bool edge = false;
  while (!x_events.empty() && !edge) {
    const Event event = x_events.front();
    x_events.pop_front();
    switch (event.kind) {
      case EventKind::PointerDown:
        press(event);
        edge = true;
        break;
      case EventKind::PointerUp:
        if (!x_pointer.down) break;
        move(event);
        x_pointer.down = false;
        x_pointer.released = true;
        edge = true;
        break;
      case EventKind::Wheel:
        x_pointer.wheel += event.wheel;
        x_pointer.x = event.x;
        x_pointer.y = event.y;
        break;
      default:
        move(event);
        break;
    }
  }
  x_pointer.present = x_pointer.down || x_pointer.released;
  return x_pointer;
}

}  // namespace parcours::window
