// SPDX-License-Identifier: Apache-2.0
// A map that remembers what it was: changes can be taken back to any earlier point of its log. Out
// of such tables the simulator builds disks: roll a transaction back, or lose all that was not
// flushed when the power goes. One thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "platform/base/result.h"

namespace parcours::simulation {

/// Sees nothing of the changes of a table.
struct NoWatch {
  template <typename Key, typename Value>
  void operator()(const Key&, const Value*, const Value*) const {}
};

template <typename Key, typename Value, typename Watch = NoWatch>
class Table {
 public:
  using Map = std::map<Key, Value>;

  [[nodiscard]] const Map& all() const { return x_rows; }
  [[nodiscard]] const Value* find(const Key& key) const {
    const auto at = x_rows.find(key);
    return at == x_rows.end() ? nullptr : &at->second;
  }
  void put(const Key& key, Value value) { set(key, std::move(value), /*logged=*/true); }
  bool erase(const Key& key) {
    if (x_rows.find(key) == x_rows.end()) return false;
    set(key, std::nullopt, /*logged=*/true);
    return true;
  }

  [[nodiscard]] std::size_t log_size() const { return x_log.size(); }
  void undo_to(std::size_t size) {
    while (x_log.size() > size) {
      auto [key, value] = std::move(x_log.back());
      x_log.pop_back();
      set(key, std::move(value), /*logged=*/false);
    }
  }
  /// What is there now cannot be taken back any more.
  void settle() { x_log.clear(); }
  [[nodiscard]] const Watch& watch() const { return x_watch; }

 private:
  void set(const Key& key, std::optional<Value> value, bool logged) {
    const auto at = x_rows.find(key);
    const Value* before = at == x_rows.end() ? nullptr : &at->second;
    x_watch(key, before, value ? &*value : nullptr);
    if (logged) {
      x_log.emplace_back(key, before == nullptr ? std::nullopt : std::optional<Value>{*before});
    }
    if (!value) {
      if (before != nullptr) x_rows.erase(at);
    } else if (before != nullptr) {
      at->second = std::move(*value);
    } else {
      x_rows.emplace(key, std::move(*value));
    }
  }

  Map x_rows;
  std::vector<std::pair<Key, std::optional<Value>>> x_log;
  Watch x_watch;
};

/// The electricity and the room of one disk. Every store call asks first.
struct Power {
  std::int64_t fuse = 0;  ///< calls left until the power goes; 0: it stays
  bool cut = false;
  bool full = false;
  bool lies = false;  ///< a flush returns and nothing is on the disk yet
  std::uint64_t calls = 0;

  [[nodiscard]] Status use() {
    ++calls;
    if (!cut && fuse > 0 && --fuse == 0) cut = true;
    if (cut) return fail(ErrorCode::Io, "the power is gone", "disk");
    return {};
  }
  [[nodiscard]] Status write() {
    PARCOURS_CHECK(use());
    if (full) return fail(ErrorCode::Full, "the disk is full", "disk");
    return {};
  }
};

}  // namespace parcours::simulation
