// SPDX-License-Identifier: Apache-2.0
// What the parts of a journal share: its file, its fence, who it is, and the steps they have in
// common. Only for the sources and tests of sync/journal; core thread. Functions that write expect
// the caller's transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "sync/journal/fence.h"
#include "sync/journal/replica_file.h"

namespace parcours::journal {

struct Journal::Impl {
  Impl(const Clock& time, std::uint64_t seed, std::unique_ptr<Fence> guard,
       std::unique_ptr<ReplicaFile> kept)
      : clock(time), random(seed), fence(std::move(guard)), file(std::move(kept)) {}

  const Clock& clock;
  Random random;
  std::unique_ptr<Fence> fence;
  std::unique_ptr<ReplicaFile> file;
  std::string device;
  std::int64_t epoch = 1;
  std::optional<Error> damage;  ///< the first that a read met

  /// Remembers damage, so that a reader that shows an empty part instead does not hide it.
  template <typename T>
  [[nodiscard]] Result<T> noted(Result<T> result) {
    if (!result && result.error().code == ErrorCode::Corrupt && !damage) damage = result.error();
    return result;
  }
};

using Store = Journal::Impl;

/// Rolled back by the destructor unless `commit` succeeded.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Store& store) {
    PARCOURS_CHECK(store.file->begin());
    return Transaction{*store.file};
  }
  Transaction(Transaction&& other) noexcept : x_file(std::exchange(other.x_file, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() {
    if (x_file != nullptr) x_file->rollback();
  }
  [[nodiscard]] Status commit() {
    PARCOURS_CHECK(x_file->commit());
    x_file = nullptr;
    return {};
  }

 private:
  explicit Transaction(ReplicaFile& file) : x_file(&file) {}
  ReplicaFile* x_file;
};

// identity.cpp
[[nodiscard]] Result<std::int64_t> meta_number(const Store& store, std::string_view name);
[[nodiscard]] Status put_meta_number(Store& store, std::string_view name, std::int64_t value);
/// Who this terminal is, and whether the file is the one the fence remembers; its own transaction.
[[nodiscard]] Status identify(Store& store);
/// Epoch + 1, sequences from 1 over what is not durable.
[[nodiscard]] Status start_epoch(Store& store);
/// Puts the fence at what the file holds.
[[nodiscard]] Status write_fence(Store& store);

// overlay.cpp
/// Folds `event` over the view and keeps what it changes, and what it looked at, under `ord`.
[[nodiscard]] Status lay_over(Store& store, std::int64_t ord, const journey::Event& event);
/// The event's effects are in the rows, or will never be: it leaves the view at the next replay.
[[nodiscard]] Status forget(Store& store, std::int64_t ord);
/// Folds again the pending events that touch dirty rows; the ids of those that no longer fold.
[[nodiscard]] Result<std::vector<std::string>> replay(Store& store);
/// The same for all that are shown, from nothing.
[[nodiscard]] Result<std::vector<std::string>> replay_all(Store& store);

}  // namespace parcours::journal
