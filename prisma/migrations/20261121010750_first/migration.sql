-- CreateTable
CREATE TABLE "boots" (
    "epoch" BIGINT NOT NULL PRIMARY KEY,
    "openedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "journal" (
    "seq" BIGINT NOT NULL PRIMARY KEY,
    "epoch" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "breaker" TEXT,
    "fromState" TEXT,
    "toState" TEXT,
    "cause" TEXT,
    "actor" TEXT,
    "commandId" TEXT,
    "body" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "breakers" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "position" BIGINT NOT NULL,
    "definition" TEXT NOT NULL,
    "config" TEXT NOT NULL,
    "revision" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "checkpoints" (
    "breaker" TEXT NOT NULL PRIMARY KEY,
    "at" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "hold" TEXT
);

-- CreateTable
CREATE TABLE "faults" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "position" BIGINT NOT NULL,
    "body" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "roll_ups" (
    "stepMs" BIGINT NOT NULL,
    "breaker" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "success" BIGINT NOT NULL,
    "slow" BIGINT NOT NULL,
    "timeout" BIGINT NOT NULL,
    "failure" BIGINT NOT NULL,
    "rejected" BIGINT NOT NULL,
    "failureRate" REAL,
    "slowCallRate" REAL,
    "latency" TEXT,

    PRIMARY KEY ("stepMs", "breaker", "at")
);

-- CreateIndex
CREATE UNIQUE INDEX "journal_commandId_key" ON "journal"("commandId");

-- CreateIndex
CREATE INDEX "journal_breaker_seq_idx" ON "journal"("breaker", "seq");

-- CreateIndex
CREATE INDEX "journal_kind_seq_idx" ON "journal"("kind", "seq");

-- CreateIndex
CREATE INDEX "journal_kind_breaker_seq_idx" ON "journal"("kind", "breaker", "seq");

-- CreateIndex
CREATE INDEX "journal_kind_toState_seq_idx" ON "journal"("kind", "toState", "seq");

-- CreateIndex
CREATE INDEX "journal_kind_cause_seq_idx" ON "journal"("kind", "cause", "seq");

-- CreateIndex
CREATE INDEX "journal_by_moment" ON "journal"("kind", "at", "breaker", "fromState", "toState", "cause", "seq");

-- CreateIndex
CREATE INDEX "roll_ups_stepMs_at_idx" ON "roll_ups"("stepMs", "at");
