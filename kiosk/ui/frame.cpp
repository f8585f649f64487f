// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/frame.h"

#include "platform/base/assert.h"

namespace parcours::ui {

Press tap(Frame& frame, const Id& id, const Rect& box, const Tappable& what) {
  PARCOURS_ASSERT(is_tappable(what.role));
  Node node;
  node.id = id.value();
  node.name = id.text();
  node.role = what.role;
  node.label = what.label.text();
  node.value = what.value;
  node.selected = what.selected;
  node.enabled = what.enabled;
  frame.canvas.record(std::move(node), box);
  return what.enabled ? frame.touch.press(id) : Press{};
}

Rect squeezed(const Rect& box, float press, float amount) {
  const float k = 1 - std::clamp(press, 0.f, 1.f) * amount;
  return box.middle(box.w * k, box.h * k);
}

void describe(Frame& frame, Role role, const Label& label, const Rect& box, std::string value) {
  Node node;
  node.role = role;
  node.label = label.text();
  node.value = std::move(value);
  node.live = role == Role::Alert;
  frame.canvas.record(std::move(node), box);
}

LayerScope::LayerScope(Frame& frame) : x_frame(frame) {
  frame.canvas.set_layer(frame.canvas.layer() + 1);
  frame.canvas.raise_top();
}

LayerScope::~LayerScope() {
  x_frame.canvas.set_layer(x_frame.canvas.layer() - 1);
}

}  // namespace parcours::ui
