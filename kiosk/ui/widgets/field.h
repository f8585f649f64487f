// SPDX-License-Identifier: Apache-2.0
// Text typed by a person: field, search box, on-screen keyboard (AZERTY, QWERTY, digits, codes),
// PIN pad, stepper. The keyboard belongs to the screen: draw it at the bottom, give its key to
// `type_key`.
#pragma once

#include <optional>

#include "kiosk/ui/frame.h"

namespace parcours::ui {

struct FieldLook {
  std::string_view placeholder = {};
  std::string_view icon = {};
  bool focused = false;
  Role role = Role::TextField;
};
/// True when tapped. Height 104 is usual.
bool text_field(Frame& frame, const Id& id, const Rect& box, const Label& label,
                std::string_view value, const FieldLook& look);

enum class Layout { Letters, Digits, Code };  ///< letters follow the language: AZERTY or QWERTY
struct Key {
  std::string text;  ///< to add
  bool erase = false;
  bool enter = false;
};
/// Lower in landscape, where it would hide the page.
[[nodiscard]] float keyboard_height(Frame& frame, Layout layout);
/// `box` is the bottom of the screen. Returns the key tapped.
std::optional<Key> keyboard(Frame& frame, const Id& id, const Rect& box, Layout layout);
/// Applies a key to a text: adds, or erases the last character. False for enter.
bool type_key(const Key& key, std::string& text);
/// Field and keyboard in one for screens that only collect a text: keeps the draft, returns the new
/// text when it changed. `from_state` is what the core knows.
std::optional<std::string> typed(Frame& frame, const Id& id, const std::string& from_state,
                                 const std::optional<Key>& key);
/// The text as the person sees it now (newer than the core's).
[[nodiscard]] const std::string& draft(Frame& frame, const Id& id, const std::string& from_state);

/// Dots and twelve keys. Returns the whole PIN so far when a key was tapped; `digits` are typed
/// already.
std::optional<std::string> pin_pad(Frame& frame, const Id& id, const Rect& box, int digits);
/// − 2 +: the new quantity when tapped.
std::optional<int> stepper(Frame& frame, const Id& id, const Rect& box, const Label& label,
                           int value);
/// A switch with its words at the left; true when tapped.
bool toggle(Frame& frame, const Id& id, const Rect& box, const Label& words, bool on);

}  // namespace parcours::ui
