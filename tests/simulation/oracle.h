// SPDX-License-Identifier: Apache-2.0
// What really happened in the shop, outside every replica, and the checks against it: which events
// were recorded, which may be lost, what the hub's rows were at each commit. One thread. It only
// looks.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sync/protocol/push.h"
#include "tests/simulation/memory_hub.h"
#include "tests/simulation/terminal.h"

namespace parcours::simulation {

/// An event that a terminal said it had recorded.
struct Recorded {
  int terminal = 0;
  std::string customer;
  int points = 0;
  std::string product;  ///< sold without an order
  int pieces = 0;
  bool disk_lost = false;  ///< no terminal holds it any more, by no fault of the product
  bool excused = false;    ///< nobody holds it any more, by no fault of the product
};

using Terminals = std::vector<std::unique_ptr<Terminal>>;

struct Invariant {
  std::string_view number;
  std::string_view meaning;
  bool checked = false;
};
[[nodiscard]] const std::vector<Invariant>& invariants();

class Oracle {
 public:
  void recorded(int terminal, const journey::Event& event);
  /// A control event got this number: nobody else may have it. "" or what is wrong.
  [[nodiscard]] std::string numbered(const Terminal& terminal, const std::string& device);
  /// A disk lost something: what nobody holds any more need not come back.
  void disk_lost(const std::vector<std::string>& before, const Terminals& terminals,
                 const HubDisk& hub);
  void hub_restored(const Terminals& terminals, const HubDisk& hub);
  [[nodiscard]] std::string lost_by_restore() const { return x_lost; }

  /// The hub flushed this commit.
  void committed(std::int64_t head, const HubTables& tables);
  /// The hub's history beyond `head` never was.
  void forget_after(std::int64_t head);
  /// Rows of a terminal are those of the hub at commit `cursor`.
  [[nodiscard]] std::string check_prefix(const Terminal& terminal, std::int64_t cursor) const;
  /// The hub took the events of a batch after number `before` up to `reached`.
  [[nodiscard]] std::string taken(const protocol::PushRequest& push, std::int64_t before,
                                  std::int64_t reached);
  void forget_taken(const HubTables& tables);

  [[nodiscard]] static std::string check_view(const Terminal& terminal, const HubTables& hub);
  [[nodiscard]] std::string check_end(const Terminals& terminals, const HubDisk& hub,
                                      const Clock& clock) const;
  [[nodiscard]] std::size_t count() const { return x_recorded.size(); }

 private:
  [[nodiscard]] std::string check_recorded(const HubDisk& hub) const;
  [[nodiscard]] std::string check_sums(const HubDisk& hub) const;
  [[nodiscard]] static std::string check_fold(const HubDisk& hub, const Clock& clock);
  [[nodiscard]] static std::string check_rejections(const Terminals& terminals, const HubDisk& hub);

  std::map<std::string, Recorded> x_recorded;
  std::map<std::string, std::vector<std::pair<std::int64_t, std::uint64_t>>> x_sums;
  std::map<LaneKey, std::map<std::int64_t, std::uint64_t>> x_taken;
  std::map<LaneKey, std::map<std::int64_t, std::string>> x_numbers;
  std::string x_lost;
};

/// Ids of the events that the terminal's disk still keeps to send.
[[nodiscard]] std::vector<std::string> held_by(const Terminal& terminal);
/// Scopes that terminals of the shop hold.
[[nodiscard]] bool is_shown(const std::string& scope, const std::string& device);

}  // namespace parcours::simulation
