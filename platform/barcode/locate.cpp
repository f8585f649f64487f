// SPDX-License-Identifier: Apache-2.0
// Edge density by blocks: a block counts when its edges are many for its contrast, so faint codes
// count as strong ones.
#include "platform/barcode/locate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace parcours::barcode {
namespace {

constexpr int kBlock = 16;

/// Edges of one block; gx, gy are differences over two pixels.
struct Block {
  float density = 0;
  float range = 0;
  float xx = 0;
  float yy = 0;
  float xy = 0;
  bool is_busy = false;
  bool is_inside = false;
  bool is_taken = false;
};

struct Grid {
  int width = 0;
  int height = 0;
  std::vector<Block> blocks;
  [[nodiscard]] Block& at(int x, int y) { return blocks[static_cast<std::size_t>(y * width + x)]; }
  [[nodiscard]] bool has(int x, int y) const { return x >= 0 && y >= 0 && x < width && y < height; }
};

Block measure(ImageView image, int block_x, int block_y) {
  int sum = 0;
  int lowest = 255;
  int highest = 0;
  std::int64_t xx = 0;
  std::int64_t yy = 0;
  std::int64_t xy = 0;
  const int left = block_x * kBlock;
  const int right = std::min(left + kBlock, image.width - 2);
  const int bottom = std::min((block_y + 1) * kBlock, image.height - 2);
  for (int y = block_y * kBlock; y < bottom; y += 2) {
    const std::uint8_t* here = image.row(y);
    const std::uint8_t* below = image.row(y + 2);
    for (int x = left; x < right; ++x) {
      const int gx = here[x + 2] - here[x];
      const int gy = below[x] - here[x];
      sum += std::abs(gx) + std::abs(gy);
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
      lowest = std::min<int>(lowest, here[x]);
      highest = std::max<int>(highest, here[x]);
    }
  }
  Block block;
  block.density = static_cast<float>(sum) / (kBlock * kBlock / 2);
  block.range = static_cast<float>(std::max(0, highest - lowest));
  block.xx = static_cast<float>(xx);
  block.yy = static_cast<float>(yy);
  block.xy = static_cast<float>(xy);
  return block;
}

/// What the noise of the picture alone gives: the density that a quarter of the blocks stay under.
float noise_floor(const Grid& grid) {
  std::vector<float> densities;
  densities.reserve(grid.blocks.size());
  for (const Block& block : grid.blocks) densities.push_back(block.density);
  const auto quarter = densities.begin() + static_cast<std::ptrdiff_t>(densities.size() / 4);
  std::nth_element(densities.begin(), quarter, densities.end());
  return *quarter;
}

Grid measure_all(ImageView image) {
  Grid grid{image.width / kBlock, image.height / kBlock, {}};
  grid.blocks.reserve(static_cast<std::size_t>(grid.width) * grid.height);
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) grid.blocks.push_back(measure(image, x, y));
  }
  const float floor = noise_floor(grid);
  for (Block& block : grid.blocks) {
    const float edges = block.density - floor;
    block.is_busy = block.range > 10 && edges > 1.5f && edges / (block.range + 4) > 0.14f;
  }
  return grid;
}

/// Quiet blocks between busy ones belong to the same code.
void close_gaps(Grid& grid) {
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) {
      int busy = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          busy += grid.has(x + dx, y + dy) && grid.at(x + dx, y + dy).is_busy ? 1 : 0;
        }
      }
      grid.at(x, y).is_inside = grid.at(x, y).is_busy || busy >= 3;
    }
  }
}

/// The area of all inside blocks that hang together with (x, y); they are marked as taken.
Area take_area(Grid& grid, int x, int y, int& blocks) {
  std::vector<Point> todo{{x, y}};
  grid.at(x, y).is_taken = true;
  Box box{grid.width, grid.height, 0, 0};
  double score = 0;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  blocks = 0;
  while (!todo.empty()) {
    const Point here = todo.back();
    todo.pop_back();
    ++blocks;
    const Block& block = grid.at(here.x, here.y);
    if (block.is_busy) {
      score += block.density / (block.range + 8);
      xx += block.xx;
      yy += block.yy;
      xy += block.xy;
    }
    box.left = std::min(box.left, here.x);
    box.right = std::max(box.right, here.x + 1);
    box.top = std::min(box.top, here.y);
    box.bottom = std::max(box.bottom, here.y + 1);
    for (const Point step : {Point{1, 0}, Point{-1, 0}, Point{0, 1}, Point{0, -1}}) {
      const Point next{here.x + step.x, here.y + step.y};
      if (!grid.has(next.x, next.y)) continue;
      Block& neighbour = grid.at(next.x, next.y);
      if (!neighbour.is_inside || neighbour.is_taken) continue;
      neighbour.is_taken = true;
      todo.push_back(next);
    }
  }
  Area area;
  area.box = {box.left * kBlock, box.top * kBlock, box.right * kBlock, box.bottom * kBlock};
  area.score = score * std::min(1.0, blocks / 12.0);
  area.coherence = std::hypot(xx - yy, 2 * xy) / (xx + yy + 1);
  area.direction = 0.5 * std::atan2(2 * xy, xx - yy);
  return area;
}

/// Calls `found(middle, module)` for each place of a line of pixels that could cross a bull's eye:
/// nine runs, the middle one dark, the seven inner ones equally long (ISO/IEC 24778, compact and
/// full symbols).
template <typename Pixel, typename Found>
void find_crossings(int length, const Pixel& pixel, const Found& found) {
  std::array<int, 9> runs{};
  std::array<int, 9> starts{};
  int count = 0;
  int start = 0;
  for (int i = 1; i <= length; ++i) {
    if (i < length && pixel(i) == pixel(i - 1)) continue;
    if (count == 9) {
      std::copy(runs.begin() + 1, runs.end(), runs.begin());
      std::copy(starts.begin() + 1, starts.end(), starts.begin());
      count = 8;
    }
    runs[static_cast<std::size_t>(count)] = i - start;
    starts[static_cast<std::size_t>(count)] = start;
    ++count;
    start = i;
    if (count < 9 || pixel(starts[4]) != 0) continue;
    int sum = 0;
    for (std::size_t k = 1; k < 8; ++k) sum += runs[k];
    const float module = static_cast<float>(sum) / 7;
    const auto outer = 0.4f * module;
    bool fits = module >= 1.2f && static_cast<float>(runs[0]) > outer &&
                static_cast<float>(runs[8]) > outer;
    for (std::size_t k = 1; k < 8 && fits; ++k) {
      fits = std::abs(static_cast<float>(runs[k]) - module) < 0.65f * module + 0.6f;
    }
    if (fits) found(static_cast<float>(starts[1] + starts[7] + runs[7]) / 2, module);
  }
}

struct Eye {
  float x = 0;
  float y = 0;
  int votes = 0;
};

void vote(std::vector<Eye>& eyes, float x, float y, float module) {
  for (Eye& eye : eyes) {
    const auto votes = static_cast<float>(eye.votes);
    if (std::hypot(eye.x / votes - x, eye.y / votes - y) >= 4 * module) continue;
    eye.x += x;
    eye.y += y;
    ++eye.votes;
    return;
  }
  eyes.push_back({x, y, 1});
}

}  // namespace

std::vector<Area> locate(ImageView image, std::size_t areas_max) {
  if (image.width < 2 * kBlock || image.height < 2 * kBlock) {
    return {{{0, 0, image.width, image.height}, 1, 0, 0}};
  }
  Grid grid = measure_all(image);
  close_gaps(grid);
  std::vector<Area> areas;
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) {
      if (!grid.at(x, y).is_inside || grid.at(x, y).is_taken) continue;
      int blocks = 0;
      const Area area = take_area(grid, x, y, blocks);
      if (blocks >= 4) areas.push_back(area);
    }
  }
  std::sort(areas.begin(), areas.end(),
            [](const Area& a, const Area& b) { return a.score > b.score; });
  if (areas.size() > areas_max) areas.resize(areas_max);
  return areas;
}

std::vector<Point> bulls_eyes(ImageView binary) {
  std::vector<Eye> eyes;
  for (int y = 0; y < binary.height; ++y) {
    const std::uint8_t* line = binary.row(y);
    find_crossings(
        binary.width, [&](int x) { return line[x]; },
        [&](float x, float across) {
          bool crosses = false;
          const auto column = [&](int i) { return binary.row(i)[static_cast<int>(x)]; };
          find_crossings(binary.height, column, [&](float middle, float down) {
            crosses = crosses || (std::abs(middle - static_cast<float>(y)) < 1.5f * across &&
                                  down < 1.8f * across && across < 1.8f * down);
          });
          if (crosses) vote(eyes, x, static_cast<float>(y), across);
        });
  }
  std::sort(eyes.begin(), eyes.end(), [](const Eye& a, const Eye& b) { return a.votes > b.votes; });
  if (eyes.size() > 2) eyes.resize(2);
  std::vector<Point> points;
  for (const Eye& eye : eyes) {
    const auto votes = static_cast<float>(eye.votes);
    points.push_back({static_cast<int>(eye.x / votes), static_cast<int>(eye.y / votes)});
  }
  return points;
}

}  // namespace parcours::barcode
