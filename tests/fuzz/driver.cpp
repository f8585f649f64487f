// SPDX-License-Identifier: Apache-2.0
// Runs one fuzz target without libFuzzer: seeds, then mutations of them, the same for a seed of the
// generator. fuzz_<target> [--runs N] [--seed S] [FILE...]; a FILE is replayed as it is (a
// regression). A crash is a crash: run it under the sanitizers. With clang the same target links to
// libFuzzer instead of this driver.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/random.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using parcours::Random;

void feed(std::string_view text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

std::string mutate(std::string text, const std::vector<std::string>& seeds, Random& random) {
  const int changes = 1 + static_cast<int>(random.below(6));
  for (int i = 0; i < changes; ++i) {
    const std::size_t at = text.empty() ? 0 : random.below(text.size());
    switch (random.below(7)) {
      case 0:
        if (!text.empty()) text[at] = static_cast<char>(random.next());
        break;
      case 1:
        if (!text.empty()) text[at] ^= static_cast<char>(1u << random.below(8));
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(random.next()));
        break;
      case 3:
        text.erase(at, 1 + random.below(8));
        break;
      case 4:
        text.insert(at, text.substr(at, random.below(16)));
        break;
      case 5:
        text.resize(at);
        break;
      default: {
        const auto& other = seeds[random.below(seeds.size())];
        if (!other.empty())
          text.insert(at, other.substr(random.below(other.size()), random.below(32)));
      }
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t runs = 20'000, seed = 1;
  int replayed = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if ((word == "--runs" || word == "--seed") && i + 1 < argc) {
      (word == "--runs" ? runs : seed) = std::strtoull(argv[++i], nullptr, 10);
      continue;
    }
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "fuzz: cannot read %s\n", argv[i]);
      return 2;
    }
    feed(std::string{std::istreambuf_iterator<char>(file), {}});
    ++replayed;
  }
  if (replayed > 0) return 0;
  const auto seeds = parcours::fuzz::seeds();
  for (const auto& text : seeds) feed(text);
  Random random{seed};
  for (std::uint64_t run = 0; run < runs; ++run)
    feed(mutate(seeds[random.below(seeds.size())], seeds, random));
  std::printf("%llu inputs\n", static_cast<unsigned long long>(runs + seeds.size()));
}
