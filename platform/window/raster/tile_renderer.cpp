// SPDX-License-Identifier: Apache-2.0
#include "platform/window/raster/tile_renderer.h"

#include <algorithm>
#include <cstring>

#include "platform/base/assert.h"
#include "platform/window/raster/fill.h"

namespace parcours::window::raster {
namespace {
constexpr int kTile = 64;
/// Below this many dirty tiles waking the worker costs more than it saves.
constexpr std::size_t kShareFrom = 8;

std::size_t area(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

bool covers(const Primitive& p, const Box& box) {
  return p.shape == Shape::PlainBox && p.color[0] >> 24 == 255 && p.box.x0 <= box.x0 &&
         p.box.y0 <= box.y0 && p.box.x1 >= box.x1 && p.box.y1 >= box.y1;
}
}  // namespace

TileRenderer::TileRenderer(int width, int height) {
  resize(width, height);
  if (std::thread::hardware_concurrency() > 1) x_worker = std::thread([this] { work(); });
}

TileRenderer::~TileRenderer() {
  {
    const std::lock_guard lock(x_mutex);
    x_stop = true;
  }
  x_start.notify_all();
  if (x_worker.joinable()) x_worker.join();
}

void TileRenderer::resize(int width, int height) {
  PARCOURS_ASSERT(width > 0 && height > 0);
  x_width = width;
  x_height = height;
  x_columns = (width + kTile - 1) / kTile;
  x_pixels.assign(area(width, height), 0);
  x_tiles.assign(area(x_columns, (height + kTile - 1) / kTile), {});
  for (std::size_t i = 0; i < x_tiles.size(); ++i) {
    const int x = static_cast<int>(i) % x_columns * kTile,
              y = static_cast<int>(i) / x_columns * kTile;
    x_tiles[i].box = {x, y, std::min(x + kTile, width), std::min(y + kTile, height)};
  }
}

ImTextureID TileRenderer::create_picture(const Pixels& pixels) {
  auto texture = std::make_unique<Texture>();
  texture->width = pixels.width;
  texture->height = pixels.height;
  texture->serial = x_next_serial++;
  const std::size_t stride = static_cast<std::size_t>(pixels.width) + 1;
  texture->color.resize(stride * (static_cast<std::size_t>(pixels.height) + 1) + 1);
  for (int y = 0; y <= pixels.height; ++y) {
    for (int x = 0; x <= pixels.width; ++x) {
      const std::size_t from = area(pixels.width, std::min(y, pixels.height - 1)) +
                               static_cast<std::size_t>(std::min(x, pixels.width - 1));
      std::uint32_t color = 0;
      std::memcpy(&color, &pixels.rgba[from * 4], 4);
      texture->color[static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x)] =
          swap_channels(color);
    }
  }
  Texture* key = texture.get();
  x_textures.emplace(key, std::move(texture));
  return key;
}

void TileRenderer::destroy_picture(ImTextureID picture) {
  x_textures.erase(static_cast<const Texture*>(picture));
}

ImTextureID TileRenderer::create_atlas(const std::uint8_t* alpha, int width, int height) {
  auto texture = std::make_unique<Texture>();
  texture->width = width;
  texture->height = height;
  texture->serial = x_next_serial++;
  texture->alpha.assign(alpha, alpha + area(width, height));
  texture->alpha.resize(area(width, height + 1) + 1);
  x_atlas = texture.get();
  x_textures.emplace(x_atlas, std::move(texture));
  return x_atlas;
}

void TileRenderer::update_atlas(const Region& region, const std::uint8_t* alpha) {
  PARCOURS_ASSERT(x_atlas != nullptr);
  for (int y = 0; y < region.height; ++y) {
    std::copy_n(
        alpha + area(y, region.width), region.width,
        &x_atlas->alpha[area(region.y + y, x_atlas->width) + static_cast<std::size_t>(region.x)]);
  }
}

void TileRenderer::invalidate() {
  for (Tile& tile : x_tiles) tile.shown = 0;
}

void TileRenderer::sort_into_tiles(std::uint32_t background) {
  for (Tile& tile : x_tiles) {
    tile.primitives.clear();
    tile.hash = mix_hash(1, background);
  }
  for (std::uint32_t i = 0; i < x_primitives.size(); ++i) {
    const Primitive& p = x_primitives[i];
    const std::uint64_t hash = hash_of(p);
    for (int row = p.box.y0 / kTile; row <= (p.box.y1 - 1) / kTile; ++row) {
      for (int column = p.box.x0 / kTile; column <= (p.box.x1 - 1) / kTile; ++column) {
        Tile& tile = x_tiles[static_cast<std::size_t>(row * x_columns + column)];
        if (covers(p, tile.box)) {
          tile.primitives.clear();
          tile.hash = 1;
        }
        tile.primitives.push_back(i);
        tile.hash = mix_hash(tile.hash, hash);
      }
    }
  }
}

void TileRenderer::find_dirty() {
  x_dirty_tiles.clear();
  x_regions.clear();
  for (std::size_t i = 0; i < x_tiles.size(); ++i) {
    Tile& tile = x_tiles[i];
    if (tile.hash == tile.shown) continue;
    tile.shown = tile.hash;
    x_dirty_tiles.push_back(i);
    const Region region{tile.box.x0, tile.box.y0, tile.box.x1 - tile.box.x0,
                        tile.box.y1 - tile.box.y0};
    Region* last = x_regions.empty() ? nullptr : &x_regions.back();
    if (last != nullptr && last->y == region.y && last->x + last->width == region.x) {
      last->width += region.width;
    } else {
      x_regions.push_back(region);
    }
  }
}

bool TileRenderer::draw(const ImDrawData& data, std::uint32_t background) {
  PARCOURS_ASSERT(x_atlas != nullptr);
  x_background = background & 0xFFFFFF;
  collect(data, {x_atlas, ImGui::GetIO().Fonts->TexUvWhitePixel}, {0, 0, x_width, x_height},
          x_primitives);
  sort_into_tiles(x_background);
  find_dirty();
  draw_dirty();
  return !x_dirty_tiles.empty();
}

void TileRenderer::draw_dirty() {
  x_next_tile = 0;
  if (!x_worker.joinable() || x_dirty_tiles.size() < kShareFrom) {
    draw_tiles();
    return;
  }
  {
    const std::lock_guard lock(x_mutex);
    ++x_round;
    x_busy = true;
  }
  x_start.notify_one();
  draw_tiles();
  std::unique_lock lock(x_mutex);
  x_done.wait(lock, [this] { return !x_busy; });
}

void TileRenderer::draw_tiles() {
  const Canvas canvas{x_pixels.data(), x_width};
  for (;;) {
    const std::size_t next = x_next_tile.fetch_add(1);
    if (next >= x_dirty_tiles.size()) return;
    const Tile& tile = x_tiles[x_dirty_tiles[next]];
    for (int y = tile.box.y0; y < tile.box.y1; ++y) {
      std::fill_n(x_pixels.data() + area(y, x_width) + static_cast<std::size_t>(tile.box.x0),
                  tile.box.x1 - tile.box.x0, x_background);
    }
    for (const std::uint32_t i : tile.primitives) fill(canvas, x_primitives[i], tile.box);
  }
}

void TileRenderer::work() {
  std::uint64_t seen = 0;
  for (;;) {
    {
      std::unique_lock lock(x_mutex);
      x_start.wait(lock, [&] { return x_stop || x_round != seen; });
      if (x_stop) return;
      seen = x_round;
    }
    draw_tiles();
    {
      const std::lock_guard lock(x_mutex);
      x_busy = false;
    }
    x_done.notify_one();
  }
}

Pixels TileRenderer::read() const {
  Pixels out{x_width, x_height, {}};
  out.rgba.resize(x_pixels.size() * 4);
  for (std::size_t i = 0; i < x_pixels.size(); ++i) {
    const std::uint32_t color = swap_channels(x_pixels[i]) | 0xFF000000u;
    std::memcpy(&out.rgba[i * 4], &color, 4);
  }
  return out;
}

}  // namespace parcours::window::raster
