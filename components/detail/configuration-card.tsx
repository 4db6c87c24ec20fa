import { ExportButton } from '@/components/configuration/export-button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Tag } from '@/components/ui/tag.tsx';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import { configurationRows, configurationSentence } from './configuration-in-words.ts';
import { KeyValues } from './key-values.tsx';

/** What the breaker is told to do, in words. */
export function ConfigurationCard({ identity }: { readonly identity: BreakerIdentity }) {
  const { dialect } = identity;
  const isNative = dialect.id === 'native';
  const behaves = isNative ? 'native' : `${dialect.name} ${dialect.version}`;
  return (
    <Card aria-labelledby="configuration-title" className="flex-1">
      <div className="flex h-10 items-center gap-2 px-4">
        <h2 id="configuration-title" className="text-13 font-semibold">
          Configuration
        </h2>
        <Tag>rev {identity.revision}</Tag>
        <span className="ml-auto" />
        <ExportButton identity={identity} />
      </div>
      <div className="px-4 pb-3">
        <p className="pb-1.5 text-text-2">{configurationSentence(identity.config)}</p>
        {!isNative && (
          <p className="pb-1.5 text-12 text-text-3">Decides by {dialect.name}’s rules; told here in native words.</p>
        )}
        <KeyValues rows={[['Behaves as', behaves], ...configurationRows(identity)]} />
      </div>
    </Card>
  );
}
