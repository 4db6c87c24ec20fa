import { classNames } from '@/components/ui/class-names.ts';
import type { Stat } from './stat-facts.ts';

/** Figures in fixed slots, so that nothing moves while they change. */
export function SummaryStats({ stats }: { readonly stats: readonly Stat[] }) {
  return (
    <dl className="grid grid-cols-2 gap-y-3 md:grid-cols-4 wide:grid-cols-[1.4fr_1.3fr_1.2fr_1.1fr_0.9fr_0.9fr_1.2fr]">
      {stats.map((stat, index) => (
        <div
          key={index === 0 ? 'next' : stat.label}
          className={classNames(
            'min-w-0 px-4 max-md:odd:pl-0 md:max-wide:[&:nth-child(4n+1)]:pl-0 wide:first:pl-0',
            'border-border not-first:border-l max-md:odd:border-l-0 md:max-wide:[&:nth-child(4n+1)]:border-l-0',
          )}
        >
          <dt className="truncate text-12 text-text-3">{stat.label}</dt>
          <dd className="flex min-w-0 items-baseline whitespace-nowrap" data-value>
            <span className="text-20 font-semibold">{stat.value}</span>
            {stat.unit && (
              <span className={classNames('unit text-13', stat.unit === '/s' && 'ml-0!')}>{stat.unit}</span>
            )}
            {stat.note && <span className="ml-1.5 truncate text-13 text-text-2">{stat.note}</span>}
            {stat.progress !== undefined && <Progress share={stat.progress} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Progress({ share }: { readonly share: number }) {
  return (
    <span aria-hidden="true" className="ml-3 h-1.5 min-w-10 flex-1 self-center overflow-hidden rounded-2 bg-hover">
      <span className="block h-full bg-open" style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </span>
  );
}
