// SPDX-License-Identifier: Apache-2.0
// The benchmarks of bench_sync; each returns one JSON object with its figures, its limit and the
// ratio.
#pragma once

#include <string>

namespace parcours::bench {

[[nodiscard]] std::string bench_bootstrap();
[[nodiscard]] std::string bench_upload();
[[nodiscard]] std::string bench_ingest();

}  // namespace parcours::bench
