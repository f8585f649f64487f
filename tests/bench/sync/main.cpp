// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <string_view>

#include "tests/bench/sync/bench_sync.h"

int main(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  std::string result;
  if (name == "bootstrap") result = parcours::bench::bench_bootstrap();
  if (name == "threshold") result = parcours::bench::bench_threshold();
  if (name == "upload") result = parcours::bench::bench_upload();
  if (name == "ingest") result = parcours::bench::bench_ingest();
  if (result.empty()) {
    std::fprintf(stderr, "usage: bench_sync bootstrap|threshold|upload|ingest\n");
    return 2;
  }
  std::printf("%s\n", result.c_str());
}
