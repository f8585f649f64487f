// SPDX-License-Identifier: Apache-2.0
// What a visit may read: catalogue, customers and rows of the replica, small settings, and how this
// terminal stands. Borrowed by every step; owned by the core thread (tests: over a map of rows).
// Nothing here writes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/catalogue.h"
#include "kiosk/clienteling/clienteling.h"
#include "kiosk/scan/meaning.h"
#include "kiosk/visit/view_state.h"
#include "sync/journey/row.h"

namespace parcours::visit {

/// What only the terminal itself knows; the core fills it before a step.
struct TerminalFacts {
  std::string device;  ///< uuid: the `terminal` of every move
  std::int64_t rows = 0;
  std::int64_t cursor = 0;
  std::int64_t database_bytes = 0;
  std::vector<ExceptionLine> quarantined;
  bool camera_working = false;
  std::string camera_trouble;  ///< key of a word: why the camera does not serve; "" otherwise
};

struct Facts {
  const journey::RowSource& rows;
  const catalogue::Catalogue& catalogue;
  const clienteling::Clienteling& clienteling;
  const TerminalFacts& terminal;
  /// Value of a small setting that survives ("" when unset): Journal::setting.
  std::function<std::string(std::string_view name)> setting;
  /// What typed text stands for: scan::recognise with the retailer's rules.
  std::function<scan::Meaning(std::string_view text, WallTime now)> recognise;
};

}  // namespace parcours::visit
