// SPDX-License-Identifier: Apache-2.0
// The file of a journal: what its parts share, and the parts themselves (rows with their search
// words, overlay, lanes, small values). Only for the sources and tests of sync/journal; core
// thread. Functions that write expect the caller's transaction.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/sqlite/connection.h"
#include "sync/journal/exchange.h"
#include "sync/journal/fence.h"
#include "sync/journal/journal.h"

namespace parcours::journal {

struct Journal::Impl {
  Impl(std::filesystem::path folder, const Clock& time, std::uint64_t seed, Fence guard,
       sqlite::Connection connection)
      : directory(std::move(folder)),
        clock(time),
        random(seed),
        fence(std::move(guard)),
        db(std::move(connection)) {}

  std::filesystem::path directory;
  const Clock& clock;
  Random random;
  Fence fence;
  sqlite::Connection db;
  std::string device;
  std::int64_t epoch = 1;
};

using Store = Journal::Impl;

// store.cpp: small values and lanes
[[nodiscard]] Result<std::string> get_meta(Store& store, std::string_view name);
[[nodiscard]] Result<std::int64_t> get_meta_number(Store& store, std::string_view name);
[[nodiscard]] Status put_meta(Store& store, std::string_view name, std::string_view value);
[[nodiscard]] Status put_meta(Store& store, std::string_view name, std::int64_t value);

struct LaneRow {
  Mark last;
  Mark durable;
};
[[nodiscard]] Result<LaneRow> get_lane(Store& store, Lane lane);
[[nodiscard]] Status put_lane(Store& store, Lane lane, const LaneRow& row);
/// In the caller's transaction: epoch + 1, sequences from 1 over what is not durable.
[[nodiscard]] Status start_epoch(Store& store);
/// Puts the fence at what the file holds.
[[nodiscard]] Status write_fence(Store& store);

// rows.cpp: confirmed rows with the overlay over them
[[nodiscard]] Result<std::optional<journey::Row>> find_row(Store& store, std::string_view kind,
                                                           std::string_view key);
struct Range {
  std::string_view kind;
  std::string_view prefix;
  std::size_t limit = 1000;
  bool descending = false;
};
[[nodiscard]] Result<std::vector<journey::Row>> scan_rows(Store& store, const Range& range);
struct PutRun {
  std::int64_t number = 0;  ///< of the download, see drop_rows_before
  bool watched = false;     ///< pending events looked at some row: each row put must be compared
};
[[nodiscard]] Status put_row(Store& store, const PulledRow& row, const PutRun& run);
[[nodiscard]] Status drop_row(Store& store, const PulledRow& row);
[[nodiscard]] Status drop_scope(Store& store, std::string_view scope);
/// After a full download: what it did not bring again goes. How many rows these were.
[[nodiscard]] Result<std::int64_t> drop_rows_before(Store& store, std::int64_t run);

// search.cpp
[[nodiscard]] Status index_row(Store& store, std::string_view kind, std::int64_t row_id,
                               std::string_view body);
[[nodiscard]] Status unindex_row(Store& store, std::string_view kind, std::int64_t row_id);
[[nodiscard]] Result<std::vector<SearchHit>> search_words(Store& store, std::string_view kind,
                                                          std::string_view words,
                                                          std::size_t limit);

// overlay.cpp
/// Folds `event` over the view and keeps what it changes, and what it looked at, under `ord`.
[[nodiscard]] Status lay_over(Journal& journal, std::int64_t ord, const journey::Event& event);
/// A row came from the hub: if pending events looked at it or changed it, they are folded again.
[[nodiscard]] Status mark_dirty(Store& store, std::string_view kind, std::string_view key);
/// The event's effects are in the rows, or will never be: it leaves the view at the next replay.
[[nodiscard]] Status forget(Store& store, std::int64_t ord);
/// Folds again the pending events that touch dirty rows; the ids of those that no longer fold.
[[nodiscard]] Result<std::vector<std::string>> replay(Journal& journal);

}  // namespace parcours::journal
