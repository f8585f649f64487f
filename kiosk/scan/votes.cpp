// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/votes.h"

#include <algorithm>

namespace parcours::scan {
namespace {

constexpr std::chrono::milliseconds kAgreeWithin{1000};
constexpr std::chrono::milliseconds kOutOfView{1500};

}  // namespace

std::optional<barcode::Symbol> Votes::see(const std::vector<barcode::Symbol>& symbols,
                                          MonoTime now) {
  x_seen.erase(std::remove_if(x_seen.begin(), x_seen.end(),
                              [&](const Seen& seen) { return now - seen.last > kOutOfView; }),
               x_seen.end());
  std::optional<barcode::Symbol> chosen;
  for (const barcode::Symbol& symbol : symbols) {
    auto seen = std::find_if(x_seen.begin(), x_seen.end(), [&](const Seen& other) {
      return other.aim == symbol.aim && other.text == symbol.text;
    });
    if (seen == x_seen.end())
      seen = x_seen.insert(x_seen.end(), Seen{symbol.aim, symbol.text, 0, now, false});
    if (now - seen->last > kAgreeWithin) seen->reads = 0;
    ++seen->reads;
    seen->last = now;
    const int wanted = barcode::is_linear(symbol.format) ? 2 : 1;
    if (seen->told || chosen || seen->reads < wanted) continue;
    seen->told = true;
    chosen = symbol;
  }
  return chosen;
}

}  // namespace parcours::scan
