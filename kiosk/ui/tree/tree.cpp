// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/tree/tree.h"

#include <array>

namespace parcours::ui {
namespace {
constexpr std::array<std::string_view, 17> kRoles{
    "button",  "link",      "tab",    "key",    "searchbox", "textfield",
    "stepper", "listentry", "switch", "text",   "heading",   "image",
    "status",  "alert",     "chart",  "dialog", "region"};
}

void Id::hash() {
  x_hash = 14695981039346656037ull;
  for (const char c : x_text) {
    x_hash = (x_hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  }
}

std::string_view to_string(Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}

bool is_tappable(Role role) {
  return role <= Role::Switch;
}

void Tree::clear() {
  x_nodes.clear();
  x_top_layer = 0;
}

Node& Tree::add(Node node) {
  x_nodes.push_back(std::move(node));
  return x_nodes.back();
}

bool Tree::reachable(const Node& node) const {
  return is_tappable(node.role) && node.enabled && node.layer >= x_top_layer && !node.rect.empty();
}

const Node* Tree::hit(Point pixels) const {
  for (auto node = x_nodes.rbegin(); node != x_nodes.rend(); ++node) {
    if (reachable(*node) && node->rect.contains(pixels)) return &*node;
  }
  return nullptr;
}

const Node* Tree::find(std::string_view label) const {
  const Node* starts = nullptr;
  const Node* contains = nullptr;
  for (const Node& node : x_nodes) {
    if (!reachable(node)) continue;
    if (node.label == label) return &node;
    const std::size_t at = node.label.find(label);
    if (at == 0 && starts == nullptr) starts = &node;
    if (at != std::string::npos && contains == nullptr) contains = &node;
  }
  return starts != nullptr ? starts : contains;
}

const Node* Tree::find_named(std::string_view name) const {
  for (const Node& node : x_nodes) {
    if (node.name == name) return &node;
  }
  return nullptr;
}

bool Tree::says(std::string_view text) const {
  for (const Node& node : x_nodes) {
    if (node.label.find(text) != std::string::npos || node.value.find(text) != std::string::npos) {
      return true;
    }
  }
  return false;
}

std::string Tree::to_text() const {
  std::string out;
  for (const Node& node : x_nodes) {
    if (node.inside != 0) continue;
    out += std::string(to_string(node.role)) + " \"" + node.label + "\"";
    if (!node.value.empty()) out += " = \"" + node.value + "\"";
    if (node.selected) out += " selected";
    if (!node.enabled) out += " disabled";
    if (node.layer > 0) out += " layer " + std::to_string(node.layer);
    out += '\n';
  }
  return out;
}

}  // namespace parcours::ui
