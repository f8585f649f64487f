// SPDX-License-Identifier: Apache-2.0
// Everything a screen gets to draw one frame: where (area), with what (canvas, theme, pictures), in
// which words (t, format), and the finger (touch). A screen is `void draw_x(Frame&, const
// visit::ViewState&, Intents&)`. Ui thread, one frame long.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas/canvas.h"
#include "kiosk/ui/canvas/pictures.h"
#include "kiosk/ui/format.h"
#include "kiosk/ui/memory.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/touch/touch.h"
#include "kiosk/ui/words.h"
#include "kiosk/visit/intent.h"

namespace parcours::ui {

using Intents = std::vector<visit::Intent>;

struct Frame {
  Canvas& canvas;
  const Theme& theme;
  const Words& words;
  const Format& format;
  Touch& touch;
  Pictures& pictures;
  Memory& memory;
  Rect area;  ///< of the screen, units

  [[nodiscard]] bool portrait() const { return area.w <= area.h; }
  /// The words of a key: `frame.t("home.title")`, `frame.t("order.number", {order.id})`.
  [[nodiscard]] std::string t(std::string_view key,
                              std::initializer_list<std::string_view> arguments = {}) const {
    return words.text(key, arguments);
  }
  /// Singular or plural: `frame.n("search.count", 3)`.
  [[nodiscard]] std::string n(std::string_view key, std::int64_t count) const {
    return words.count(key, count);
  }
  /// A word of a family whose member comes from the state: `frame.of("refusal", key)` is
  /// "refusal.<key>", or "refusal.other" when there is none.
  [[nodiscard]] std::string of(std::string_view family, std::string_view member) const {
    const std::string key = std::string(family) + "." + std::string(member);
    return words.has(key) ? words.text(key) : words.text(std::string(family) + ".other", {member});
  }
  /// A name of the shop's data in the language of the person.
  [[nodiscard]] const std::string& name(const journey::Text2& text) const { return words.of(text); }
};

/// Makes a box tappable. Every tappable widget is one call of it; role and label cannot be left
/// out.
struct Tappable {
  Role role;
  Label label;
  std::string value = {};
  bool selected = false;
  bool enabled = true;
};
Press tap(Frame& frame, const Id& id, const Rect& box, const Tappable& what);

/// A box slightly smaller while it is pressed.
[[nodiscard]] Rect squeezed(const Rect& box, float press, float amount = .03f);

/// Says something to tests and speech that is not drawn as text (images, charts, states).
void describe(Frame& frame, Role role, const Label& label, const Rect& box, std::string value = {});

/// Widgets drawn while it lives lie above the rest and get every touch.
class LayerScope {
 public:
  explicit LayerScope(Frame& frame);
  ~LayerScope();
  LayerScope(const LayerScope&) = delete;
  LayerScope& operator=(const LayerScope&) = delete;

 private:
  Frame& x_frame;
};

}  // namespace parcours::ui
