// SPDX-License-Identifier: Apache-2.0
#include "platform/base/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace parcours {
namespace {

constexpr std::chrono::milliseconds kPatience{10'000};

TEST(BoundedQueue, GivesValuesInTheirOrder) {
  BoundedQueue<int> queue{3};
  EXPECT_FALSE(queue.try_pop());
  EXPECT_TRUE(queue.try_push(1));
  EXPECT_TRUE(queue.try_push(2));
  EXPECT_EQ(queue.try_pop(), 1);
  EXPECT_TRUE(queue.try_push(3));
  EXPECT_EQ(queue.try_pop(), 2);
  EXPECT_EQ(queue.try_pop(), 3);
  EXPECT_FALSE(queue.try_pop());
}

TEST(BoundedQueue, RefusesWhenFullAndTakesAgainWhenThereIsRoom) {
  BoundedQueue<int> queue{2};
  EXPECT_TRUE(queue.try_push(1));
  EXPECT_TRUE(queue.try_push(2));
  EXPECT_FALSE(queue.try_push(3));
  EXPECT_EQ(queue.try_pop(), 1);
  EXPECT_TRUE(queue.try_push(4));
  EXPECT_EQ(queue.try_pop(), 2);
  EXPECT_EQ(queue.try_pop(), 4);
}

TEST(BoundedQueue, CarriesValuesThatCannotBeCopied) {
  BoundedQueue<std::unique_ptr<int>> queue{1};
  EXPECT_TRUE(queue.try_push(std::make_unique<int>(7)));
  const auto value = queue.try_pop();
  ASSERT_TRUE(value);
  EXPECT_EQ(**value, 7);
}

TEST(BoundedQueue, GivesWhatIsInsideAfterCloseAndTakesNothingMore) {
  BoundedQueue<int> queue{2};
  EXPECT_TRUE(queue.try_push(1));
  queue.close();
  EXPECT_TRUE(queue.closed());
  EXPECT_FALSE(queue.try_push(2));
  EXPECT_EQ(queue.pop_for(kPatience), 1);
  EXPECT_FALSE(queue.pop_for(kPatience)) << "a closed queue is not waited for";
}

TEST(BoundedQueue, ComesBackEmptyAfterTheTimeout) {
  BoundedQueue<int> queue{1};
  EXPECT_FALSE(queue.pop_for(std::chrono::milliseconds{1}));
  EXPECT_FALSE(queue.closed());
}

TEST(BoundedQueue, WakesAWaitingReaderForAValueAndForClose) {
  BoundedQueue<int> queue{1};
  BoundedQueue<int> answers{2};
  std::thread reader{[&] {
    const auto value = queue.pop_for(kPatience);
    EXPECT_TRUE(answers.try_push(value.value_or(-1)));
    EXPECT_TRUE(answers.try_push(queue.pop_for(kPatience).value_or(-1)));
  }};
  EXPECT_TRUE(queue.try_push(5));
  EXPECT_EQ(answers.pop_for(kPatience), 5);
  queue.close();
  EXPECT_EQ(answers.pop_for(kPatience), -1);
  reader.join();
}

TEST(BoundedQueue, LosesAndRepeatsNothingBetweenThreads) {
  constexpr int kWriters = 3, kReaders = 3, kEach = 5000;
  BoundedQueue<int> queue{16};
  std::vector<std::atomic<int>> seen(kWriters * kEach);
  std::vector<std::thread> writers, readers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i)
        while (!queue.try_push(w * kEach + i)) std::this_thread::yield();
    });
  }
  for (int r = 0; r < kReaders; ++r) {
    readers.emplace_back([&] {
      while (const auto value = queue.pop_for(kPatience)) ++seen[static_cast<std::size_t>(*value)];
    });
  }
  for (auto& writer : writers) writer.join();
  queue.close();
  for (auto& reader : readers) reader.join();
  for (const auto& times : seen) ASSERT_EQ(times, 1);
}

}  // namespace
}  // namespace parcours
