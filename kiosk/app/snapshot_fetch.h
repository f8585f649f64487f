// SPDX-License-Identifier: Apache-2.0
// Gets a snapshot into the terminal's folder: what to ask next (over engine::Bootstrap), what lies
// on the disk already, what an answer brought. Core thread, owned by HubLink; the bytes themselves
// are laid down by `carry` on the thread of the net. It installs nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "platform/base/result.h"
#include "platform/http_client/transport.h"
#include "sync/engine/bootstrap.h"
#include "sync/engine/engine.h"
#include "sync/journal/download.h"

namespace parcours::app {

/// Sends `request`; the body of a good answer to a piece goes to its place on the disk, and is
/// empty then. Corrupt, Full, Io, Invalid or Unsupported: take_piece said so.
[[nodiscard]] Result<http_client::Response> carry(http_client::HttpTransport& transport,
                                                  const http_client::Request& request,
                                                  const std::optional<journal::Piece>& piece);

class SnapshotFetch {
 public:
  /// `folder`: the replica's.
  SnapshotFetch(std::filesystem::path folder, std::int64_t piece_bytes);

  /// What comes before the next pull; empty: the pull itself.
  [[nodiscard]] std::optional<engine::Fetch> next(const engine::Outlook& outlook);
  /// Where the answer to it belongs; empty: not to the disk.
  [[nodiscard]] std::optional<journal::Piece> piece() const;
  [[nodiscard]] bool asked() const { return x_asked != engine::Bootstrap::Step::Pull; }

  /// What the disk says is no failure of the link: seen as a refusal of this snapshot.
  [[nodiscard]] static bool is_of_the_disk(const Error& error);
  struct Taken {
    bool ready = false;  ///< `ready_file` is to be installed
    std::int64_t bytes = 0;
  };
  /// An answer that the engine let through; `reply` is it unpacked.
  [[nodiscard]] Taken take(const engine::Reply& reply,
                           const Result<http_client::Response>& response);
  void failed(bool answered);

  [[nodiscard]] std::filesystem::path ready() const { return journal::ready_file(x_folder); }
  /// The rows that `ready_file` holds, by the hub's word.
  [[nodiscard]] std::int64_t rows() const { return x_bootstrap.snapshot().rows; }
  /// What became of the install.
  void installed();
  void not_installed(const Error& why);
  void caught_up() { x_bootstrap.caught_up(); }

 private:
  void take_list(const engine::Reply& reply);
  [[nodiscard]] Taken take_bytes(const http_client::Response& response);
  void give_up();

  std::filesystem::path x_folder;
  engine::Bootstrap x_bootstrap;
  engine::Bootstrap::Step x_asked = engine::Bootstrap::Step::Pull;
};

}  // namespace parcours::app
