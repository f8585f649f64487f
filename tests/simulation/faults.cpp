// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/faults.h"

namespace parcours::simulation {
namespace {

constexpr std::array<std::string_view, kFaults> kFaultNames{"loss",
                                                            "duplicate",
                                                            "late",
                                                            "one_way",
                                                            "truncate",
                                                            "reply_lost",
                                                            "html",
                                                            "partition",
                                                            "crash",
                                                            "crash_in_store",
                                                            "double_start",
                                                            "lost_fsync",
                                                            "disk_full",
                                                            "rollback",
                                                            "rollback_with_fence",
                                                            "clone",
                                                            "database_deleted",
                                                            "fence_lost",
                                                            "hub_crash",
                                                            "hub_restored",
                                                            "hub_disk_full",
                                                            "clock_wrong",
                                                            "clock_jumps",
                                                            "clock_frozen",
                                                            "hub_clock_jumps",
                                                            "poison",
                                                            "small_pages",
                                                            "dead_terminal"};

struct Named {
  std::string_view name;
  std::string_view meaning;
};
constexpr std::array<Named, kMutations> kMutationNames{{
    {"none", "the product as it is"},
    {"no_dedupe", "the hub takes an event id as often as it comes"},
    {"early_trim", "the outbox is trimmed at committed, not at durable"},
    {"bare_number_ack", "a sequence without its chain acknowledges"},
    {"trim_without_chain", "the terminal trims without comparing the chain"},
    {"uncommitted_ack", "the hub answers before its disk flushed"},
    {"no_fence", "the fence says what the database says"},
    {"forget_epoch", "a new epoch is not kept"},
    {"new_ids_after_fork", "what is sent again under a new epoch gets new ids"},
    {"rank_may_fall", "an order takes any state at any time"},
    {"non_atomic_pull", "rows of a page are on the disk before its cursor"},
    {"cursor_before_rows", "the cursor of a page is on the disk before its rows"},
    {"lane_mixed_sequences", "both lanes count with one number"},
    {"ack_of_other_lane", "the hub acknowledges with the mark of the control lane"},
    {"reject_blocks_queue", "a refused event fails its batch"},
    {"reject_twice", "each word of a rejection shows it again"},
    {"reject_forgotten", "a rejection is only in the answer that may be lost"},
    {"clock_as_cursor", "rows are found by the hub's clock"},
    {"silent_truncation", "what arrived of a page counts as the page"},
    {"any_cursor_served", "a cursor of another history is served"},
    {"own_marks_ahead", "the hub says that rows hold more of a terminal than they do"},
    {"wait_for_next_write", "after a failure only the next local write brings a new try"},
}};

}  // namespace

std::string_view to_string(Fault fault) {
  return kFaultNames.at(static_cast<std::size_t>(fault));
}

std::optional<Fault> fault_of(std::string_view name) {
  for (std::size_t i = 0; i < kFaults; ++i) {
    if (kFaultNames.at(i) == name) return static_cast<Fault>(i);
  }
  return std::nullopt;
}

std::string_view to_string(Mutation mutation) {
  return kMutationNames.at(static_cast<std::size_t>(mutation)).name;
}

std::string_view meaning_of(Mutation mutation) {
  return kMutationNames.at(static_cast<std::size_t>(mutation)).meaning;
}

std::optional<Mutation> mutation_of(std::string_view name) {
  for (std::size_t i = 0; i < kMutations; ++i) {
    if (kMutationNames.at(i).name == name) return static_cast<Mutation>(i);
  }
  return std::nullopt;
}

}  // namespace parcours::simulation
