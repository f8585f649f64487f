// SPDX-License-Identifier: Apache-2.0
// The default renderer: draws ImDrawData with the processor, tile by tile, and only the tiles whose
// primitives changed. Needs no display; the same input gives the same bytes. Called on the ui
// thread; one worker shares big frames.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "platform/window/raster/primitive.h"
#include "platform/window/renderer.h"

namespace parcours::window::raster {

class TileRenderer final : public Renderer {
 public:
  TileRenderer(int width, int height);
  ~TileRenderer() override;
  TileRenderer(const TileRenderer&) = delete;
  TileRenderer& operator=(const TileRenderer&) = delete;

  [[nodiscard]] ImTextureID create_picture(const Pixels& pixels) override;
  void destroy_picture(ImTextureID picture) override;
  [[nodiscard]] ImTextureID create_atlas(const std::uint8_t* alpha, int width, int height) override;
  void update_atlas(const Region& region, const std::uint8_t* alpha) override;
  bool draw(const ImDrawData& data, std::uint32_t background) override;
  void invalidate() override;
  void resize(int width, int height) override;
  [[nodiscard]] Pixels read() const override;
  [[nodiscard]] const std::vector<Region>& dirty() const override { return x_regions; }

  /// 0x00RRGGBB, width() pixels a row.
  [[nodiscard]] const std::uint32_t* pixels() const { return x_pixels.data(); }
  [[nodiscard]] int width() const { return x_width; }
  /// Tiles redrawn by the last draw.
  [[nodiscard]] std::size_t tiles_drawn() const { return x_dirty_tiles.size(); }

 private:
  struct Tile {
    Box box;
    std::uint64_t hash = 0;
    std::uint64_t shown = 0;
    std::vector<std::uint32_t> primitives;
  };
  void sort_into_tiles(std::uint32_t background);
  void find_dirty();
  void draw_dirty();
  void draw_tiles();
  void work();

  int x_width = 0, x_height = 0, x_columns = 0;
  std::uint32_t x_background = 0;
  std::vector<std::uint32_t> x_pixels;
  std::vector<Tile> x_tiles;
  std::vector<Primitive> x_primitives;
  std::vector<std::size_t> x_dirty_tiles;
  std::vector<Region> x_regions;
  std::unordered_map<const Texture*, std::unique_ptr<Texture>> x_textures;
  Texture* x_atlas = nullptr;
  std::uint32_t x_next_serial = 1;

  std::atomic<std::size_t> x_next_tile{0};
  std::mutex x_mutex;
  std::condition_variable x_start, x_done;
  std::uint64_t x_round = 0;
  bool x_busy = false, x_stop = false;
  std::thread x_worker;
};

}  // namespace parcours::window::raster
