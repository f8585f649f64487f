// SPDX-License-Identifier: Apache-2.0
// The semantic tree of one frame: what every widget is, says and where it lies. Taps, tests, the
// tour, the keypad and speech all go through it. Filled by the ui thread while it draws; positions
// are in pixels of the picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"

namespace parcours::ui {

/// A name that stays the same from frame to frame: `Id("home.card", product.id)`.
class Id {
 public:
  explicit Id(std::string_view name) : x_text(name) { hash(); }
  Id(std::string_view name, std::string_view part)
      : x_text(std::string(name) + "/" + std::string(part)) {
    hash();
  }
  Id(std::string_view name, int part) : Id(name, std::string_view(std::to_string(part))) {}
  Id(const Id& parent, std::string_view part) : Id(parent.x_text, part) {}
  Id(const Id& parent, int part) : Id(parent.x_text, part) {}
  [[nodiscard]] std::uint64_t value() const { return x_hash; }
  [[nodiscard]] const std::string& text() const { return x_text; }
  friend bool operator==(const Id& a, const Id& b) { return a.x_hash == b.x_hash; }

 private:
  void hash();
  std::string x_text;
  std::uint64_t x_hash = 0;
};

enum class Role {
  Button,
  Link,
  Tab,
  Key,
  SearchBox,
  TextField,
  Stepper,
  ListEntry,
  Switch,  // can be tapped
  Text,
  Heading,
  Image,
  Status,
  Alert,
  Chart,
  Dialog,
  Region,  // can be read
};
[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] bool is_tappable(Role role);

/// What a person hears and a test taps. There is no widget without one: it has no default.
class Label {
 public:
  Label(std::string text) : x_text(std::move(text)) {}  // NOLINT: a word is a label
  Label(std::string_view text) : x_text(text) {}        // NOLINT
  Label(const char* text) : x_text(text) {}             // NOLINT
  [[nodiscard]] const std::string& text() const { return x_text; }

 private:
  std::string x_text;
};

struct Node {
  std::uint64_t id = 0;
  std::string name;  ///< the text of the id
  Role role = Role::Text;
  std::string label;
  std::string value;
  bool enabled = true;
  bool selected = false;
  bool live = false;         ///< spoken by itself when it appears
  bool cut = false;          ///< text that did not fit
  bool content = false;      ///< text from the shop's data, which may be cut
  int layer = 0;             ///< 0 screen, above it sheets and dialogs
  std::uint64_t area = 0;    ///< scroll area it lies in, 0 none
  std::uint64_t inside = 0;  ///< widget that draws this text, 0 none
  Rect rect;                 ///< visible part, pixels
  Rect whole;                ///< without clipping, pixels
};

class Tree {
 public:
  void clear();
  Node& add(Node node);
  [[nodiscard]] const std::vector<Node>& nodes() const { return x_nodes; }
  [[nodiscard]] int top_layer() const { return x_top_layer; }
  void raise_to(int layer) { x_top_layer = std::max(x_top_layer, layer); }

  /// The tappable node under a point that a finger would get: highest layer, drawn last.
  [[nodiscard]] const Node* hit(Point pixels) const;
  /// The first enabled tappable node of the top layer whose label is `label`, else starts with it,
  /// else contains it.
  [[nodiscard]] const Node* find(std::string_view label) const;
  [[nodiscard]] const Node* find_named(std::string_view name) const;
  /// True when any node shows or says `text`.
  [[nodiscard]] bool says(std::string_view text) const;
  /// One line a node: `button "Panier" selected` (tests, logs of the tour); texts inside widgets
  /// are left out.
  [[nodiscard]] std::string to_text() const;

 private:
  [[nodiscard]] bool reachable(const Node& node) const;
  std::vector<Node> x_nodes;
  int x_top_layer = 0;
};

}  // namespace parcours::ui
