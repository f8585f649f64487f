// SPDX-License-Identifier: Apache-2.0
// The benchmarks of bench_sync; each returns one JSON object with its figures, its limit and the
// ratio.
#pragma once

#include <string>

namespace parcours::bench {

[[nodiscard]] std::string bench_bootstrap();
/// From how many rows on a ready file comes sooner than their stream.
[[nodiscard]] std::string bench_threshold();
[[nodiscard]] std::string bench_upload();
[[nodiscard]] std::string bench_ingest();

}  // namespace parcours::bench
